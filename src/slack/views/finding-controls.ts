import type { Finding } from "../../domain/finding.ts";
import { isEnded, isPutAside } from "../../domain/finding-life.ts";
import { type Block, button, controls } from "../blocks.ts";
import { type Choice, overflow } from "../choices.ts";
import { type FindingVerb, findingValue } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import type { ListPlace } from "../list-place.ts";
import { isOverdue } from "./finding-status.ts";

const LABELS: Record<FindingVerb, string> = {
  assign: "Assign…",
  snooze: "Snooze…",
  accept: "Accept risk…",
  explain: "Explain…",
  extend: "Extend due date…",
  reopen: "Take back…",
  remedy: "How to fix",
  history: "History and evidence",
};

/** What can be done about a finding as it stands: at most two buttons, and the rest behind three dots. */
export function findingControls(finding: Finding, now: Date, list?: ListPlace): Block {
  const value = findingValue(finding, list);
  const { state } = finding;
  return controls(
    ...(state === "open"
      ? [button({ id: actionIds.findingAcknowledge, label: "Acknowledge", value, style: "primary" })]
      : []),
    ...(isEnded(state) ? [] : [button({ id: actionIds.findingRecheck, label: "Re-check", value })]),
    overflow(
      actionIds.findingMore,
      verbsFor(finding, now).map(
        (verb): Choice => ({ label: LABELS[verb], value: `${verb} ${findingValue(finding)}` }),
      ),
    ),
  );
}

/** Slack shows five at most, so the decisions that make the most sense now come first. */
function verbsFor(finding: Finding, now: Date): readonly FindingVerb[] {
  const { state, request } = finding;
  if (isEnded(state)) return ["history"];
  if (isPutAside(state)) return [...(request ? [] : (["accept"] as const)), "reopen", "remedy", "history"];
  if (request) return ["assign", "remedy", "history"];
  return ["assign", putOff(finding, now), "accept", "remedy", "history"];
}

/** A use of root wants an explanation; what cannot be snoozed can only be given more time. */
function putOff(finding: Finding, now: Date): FindingVerb {
  if (finding.check === "root-unused") return "explain";
  const isLate = finding.wasSnoozed || isOverdue(finding, now);
  return isLate && finding.dueAt ? "extend" : "snooze";
}
