import type { Finding } from "../../domain/finding.ts";
import { isEnded, isPutAside } from "../../domain/finding-life.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { type Block, context } from "../blocks.ts";
import { counted } from "../count-words.ts";
import { literal, personToken } from "../text.ts";
import { ago, dateToken, dayToken } from "../time-words.ts";

const DAY_MILLISECONDS = 86_400_000;
const REASON = 160;

/** Who has it, until when, and how current it is, in one small line; no block where there is nothing to say. */
export function statusBlocks(view: FindingView, now: Date): Block[] {
  const { finding } = view;
  const parts = [
    ...stateParts(finding),
    ...ownerParts(view),
    ...dateParts(finding, now),
    ...recheckParts(view, now),
  ];
  const markup = parts.join("  ·  ");
  const told = toldParts(view);
  if (!markup && told.length === 0) return [];
  return [context(...(markup ? [{ markup }] : []), ...told)];
}

/** "open 12 days": only where it is long enough to be worth saying, and nobody has put it aside. */
export function openFor({ state, firstSeen }: Finding, now: Date): string {
  if (isEnded(state) || isPutAside(state)) return "";
  const days = Math.floor((now.getTime() - firstSeen.getTime()) / DAY_MILLISECONDS);
  return days > 0 ? `open ${counted(days, "day")}` : "";
}

/** Whether its day has passed while somebody should have acted. */
export function isOverdue({ state, dueAt }: Finding, now: Date): boolean {
  return !isEnded(state) && !isPutAside(state) && dueAt !== undefined && dueAt < now;
}

const REQUESTS = { accept: "accept the risk", explain: "explain it", extend: "extend the due date" } as const;

function stateParts({ state, until, exception, request, endedAt, reopened }: Finding): string[] {
  const by = exception ? `, allowed by ${personToken(exception.approvedBy)}` : "";
  const ends = until ? ` until ${dayToken(until)}` : "";
  const words = {
    open: reopened > 0 ? `came back ${counted(reopened, "time")}` : "",
    acknowledged: "",
    snoozed: `snoozed${ends}`,
    accepted: `risk accepted${ends}${by}`,
    explained: `explained${by}`,
    resolved: `:white_check_mark: resolved${endedAt ? ` ${dateToken(endedAt)}` : ""}`,
    closed: `:heavy_minus_sign: closed${endedAt ? ` ${dateToken(endedAt)}` : ""}`,
  }[state];
  const asked = request
    ? `${personToken(request.by)} asks to ${REQUESTS[request.kind]}${request.until ? ` until ${dayToken(request.until)}` : ""}`
    : "";
  return [words, asked].filter(Boolean);
}

function ownerParts({ finding, ruledOwner }: FindingView): string[] {
  const { state, owner } = finding;
  if (isEnded(state)) return [];
  if (owner && state === "open") return [`:bust_in_silhouette: ${personToken(owner.id)} had it before`];
  if (owner) return [`:bust_in_silhouette: ${personToken(owner.id)} owns it since ${dateToken(owner.since)}`];
  return ruledOwner ? [`:bust_in_silhouette: falls to ${personToken(ruledOwner.id)}`] : [];
}

function dateParts(finding: Finding, now: Date): string[] {
  const { state, dueAt } = finding;
  if (!dueAt || isEnded(state) || isPutAside(state)) return [];
  return [isOverdue(finding, now) ? `*overdue* since ${dayToken(dueAt)}` : `due ${dayToken(dueAt)}`];
}

const ANSWERS = {
  pass: "passes",
  fail: "still fails",
  not_applicable: "does not apply any more",
  unknown: "could not be answered",
} as const;

/** "re-checked 1 minute ago: still fails"; of what has ended the end says it. */
function recheckParts({ finding, rechecked }: FindingView, now: Date): string[] {
  if (!rechecked || isEnded(finding.state)) return [];
  return [`re-checked ${ago(rechecked.at, now)}: ${ANSWERS[rechecked.answer]}`];
}

/** What comes from elsewhere is shown as it is. */
function toldParts({ finding: { stale, state, exception } }: FindingView): string[] {
  const reason = isPutAside(state) && exception ? [`“${literal(exception.reason, REASON)}”`] : [];
  if (!stale || isEnded(state)) return reason;
  const since = stale.since.toISOString().slice(0, 10);
  return [...reason, `not read since ${since}: ${literal(stale.reason, REASON)}`];
}
