import type { ModalView } from "@slack/types";
import { findingName } from "../../domain/finding.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import type { DecisionOutcome } from "../../findings/finding-view.ts";
import { bullets, type Message, paragraph, type Span } from "../blocks.ts";
import type { Choice } from "../choices.ts";
import { counted } from "../count-words.ts";
import { findingValue } from "../finding-value.ts";
import { choiceField, form, personField, severalField } from "../forms.ts";
import { callbackIds } from "../ids.ts";
import { literal } from "../text.ts";
import { decisionSpans } from "./decision.ts";
import { fields } from "./decision-forms.ts";
import { failureOf } from "./finding.ts";
import { nameOf } from "./names.ts";
import { notice, noticeModal } from "./notice.ts";

/** Slack takes ten boxes to tick. */
export const MOST_SEVERAL = 10;

/** The fields of the form by which several findings are decided about. */
export const severalFields = { ...fields, decision: "decision", findings: "findings" } as const;

/** What can be decided about several findings at once. */
export const severalDecisions = ["acknowledge", "assign", "snooze"] as const;

/** Several findings to choose from, and what is decided about each of them. */
export function severalForm(
  views: readonly FindingView[],
  { user, channel }: { readonly user: string; readonly channel: string },
): ModalView {
  if (views.length === 0) return noticeModal("Several findings", notice("There is none to choose."));
  return form({
    callback: callbackIds.several,
    title: "Several findings",
    submit: "Decide",
    about: { channel },
    blocks: [
      severalField({ name: severalFields.findings, label: "Findings" }, views.map(choiceOf)),
      choiceField({ name: severalFields.decision, label: "What is decided about each" }, [
        { label: "Acknowledge: I take care of it", value: "acknowledge" },
        { label: "Assign to somebody", value: "assign" },
        { label: "Snooze, each for as long as it may be", value: "snooze" },
      ]),
      personField({ name: severalFields.assignee, label: "Who takes care of them, if assigned" }, user),
    ],
  });
}

/** What came of it, a line for each finding. */
export function severalMessage(
  outcomes: readonly (readonly [findingId: number, outcome: DecisionOutcome | Message])[],
  user: string,
): Message {
  const done = outcomes.filter(([, outcome]) => "kind" in outcome && outcome.kind === "done").length;
  const headline = `Done for ${done} of ${counted(outcomes.length, "finding")}.`;
  return {
    text: headline,
    blocks: [paragraph(headline), bullets(outcomes.map((each) => lineOf(each, user)))],
  };
}

function lineOf([id, outcome]: readonly [number, DecisionOutcome | Message], user: string): readonly Span[] {
  if ("kind" in outcome) return decisionSpans(outcome, user);
  return [`${findingName(id)}: ${literal(outcome.text, 300)}`];
}

function choiceOf(view: FindingView): Choice {
  const { finding } = view;
  const { subject } = failureOf(view);
  const where = subject.kind === "account" ? nameOf(subject.account) : "the organization";
  return {
    label: `${findingName(finding.id)} ${finding.failure.headline}`,
    value: findingValue(finding),
    more: `${finding.severity} · ${where}`,
  };
}
