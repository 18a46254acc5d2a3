import { findingName } from "../../domain/finding.ts";
import type { FindingEvent, Refusal } from "../../domain/finding-events.ts";
import type { DecisionOutcome } from "../../findings/finding-view.ts";
import { type Message, person, type Span } from "../blocks.ts";
import { dateSpan, daySpan } from "../time-words.ts";
import { eventSpans } from "./finding-event.ts";
import { notice } from "./notice.ts";

/** What the person who decided is told. */
export function decisionMessage(outcome: DecisionOutcome, user: string): Message {
  return notice(...decisionSpans(outcome, user));
}

/** The same as part of a line. */
export function decisionSpans(outcome: DecisionOutcome, user: string): readonly Span[] {
  return outcome.kind === "done" ? doneSpans(outcome, user) : refusedSpans(outcome, user);
}

type Done = Extract<DecisionOutcome, { kind: "done" }>;
type Refused = Extract<DecisionOutcome, { kind: "refused" }>;

const ASKED = "An approver who neither asked nor owns it has to allow it; it lapses in three days.";

function doneSpans({ view, event }: Done, user: string): readonly Span[] {
  const { finding } = view;
  const name = findingName(finding.id);
  const due: readonly Span[] = finding.dueAt ? [", due ", daySpan(finding.dueAt), "."] : ["."];
  const { what } = event;
  switch (what.kind) {
    case "acknowledge":
      return [`You own ${name} now`, ...due];
    case "assign":
      return what.to === user
        ? [`You own ${name} now`, ...due]
        : [person(what.to), ` owns ${name} now`, ...due];
    case "snooze":
      return [`${name} is snoozed until `, dateSpan(what.until), ...due];
    case "ask to accept":
    case "ask to extend":
      return [`Asked for ${name}. ${ASKED}`];
    case "explain":
      return [`Noted for ${name}. A second person has to confirm it; that lapses in three days.`];
    case "approve":
      return [`Allowed for ${name}.`];
    case "decline":
      return [`Declined for ${name}.`];
    case "withdraw":
      return [`Your request about ${name} is taken back.`];
    case "reopen":
      return [`${name} is open again`, ...due];
    default:
      return [`${name} has changed.`];
  }
}

/** What each refusal means to the person, after the finding's name. */
const REFUSALS: Record<Refusal, string> = {
  "already owned": "has an owner already.",
  over: "is over already.",
  "put aside": "is put aside at the moment. Take that back first.",
  "not put aside": "is not put aside.",
  "snoozed before": "was snoozed before, and once is all there is. Ask for a later due date instead.",
  "too long": "cannot be put off for so long.",
  "in the past": "needs a later date: that one does not lie ahead of what it is to follow.",
  "request pending": "waits for an answer to another request. That has to be answered or taken back first.",
  "no request": "waits for no answer any more.",
  "own request": "cannot be decided by who asked for it. Somebody else has to.",
  "own finding": "cannot be decided by its owner. Somebody else has to.",
  "not one's own request": "waits for an answer to what somebody else asked; only they can take it back.",
  "not a use of root": "is no use of root, so there is nothing to explain.",
  "nothing due": "is not due at any date, so there is none to extend.",
  "changed meanwhile": "has changed since you looked at it, so nothing was done. Look again and decide anew.",
};

function refusedSpans({ why, view, last, latest }: Refused, user: string): readonly Span[] {
  const name = findingName(view.finding.id);
  if (why === "already owned") return [...ownedSpans(view.finding, user), ...lastSpans(why, last, user)];
  return [
    `${name} ${REFUSALS[why]}`,
    ...(latest ? [" At most until ", daySpan(latest), "."] : []),
    ...lastSpans(why, last, user),
  ];
}

function ownedSpans({ id, owner }: Refused["view"]["finding"], user: string): readonly Span[] {
  const name = findingName(id);
  if (!owner) return [`${name} ${REFUSALS["already owned"]}`];
  return owner.id === user ? [`You own ${name} already.`] : [person(owner.id), ` owns ${name} already.`];
}

const TOLD_LAST: readonly Refusal[] = [
  "already owned",
  "over",
  "put aside",
  "no request",
  "changed meanwhile",
];

/** Who was first, and when. */
function lastSpans(why: Refusal, last: FindingEvent | undefined, user: string): readonly Span[] {
  if (!last || !TOLD_LAST.includes(why) || (why === "already owned" && last.by === user)) return [];
  return [" Last: ", dateSpan(last.at), ", ", ...eventSpans(last, person), "."];
}
