import type { Decision, FindingEvent, Happening } from "../../domain/finding-events.ts";
import type { Span } from "../blocks.ts";
import { literal } from "../text.ts";
import { daySpan } from "../time-words.ts";

/** How somebody is named: by a mention where only the reader sees it, by plain text where a mention would call them. */
export type Naming = (id: string) => Span;

const TOLD = 300;

/** What happened, as a sentence without a full stop: "Alice acknowledged it". */
export function eventSpans({ by, what }: Omit<FindingEvent, "at">, name: Naming): readonly Span[] {
  return by === undefined ? happened(what) : [name(by), " ", ...deed(what, name)];
}

function deed(what: FindingEvent["what"], name: Naming): readonly Span[] {
  switch (what.kind) {
    case "acknowledge":
      return ["acknowledged it"];
    case "assign":
      return ["gave it to ", name(what.to)];
    case "snooze":
      return ["snoozed it until ", daySpan(what.until)];
    case "ask to accept":
      return ["asked to accept the risk until ", daySpan(what.until), ...pleaSpans(what)];
    case "explain":
      return ["explained what it was", ...pleaSpans(what)];
    case "ask to extend":
      return ["asked for a new due date, ", daySpan(what.until), ...pleaSpans(what)];
    case "approve":
      return ["allowed what was asked"];
    case "decline":
      return ["declined what was asked", ...quoted(what.reason)];
    case "withdraw":
      return ["took back what they had asked"];
    case "reopen":
      return ["opened it again before its time"];
    case "re-checked":
      return ["re-checked it: ", answered(what)];
    default:
      return ["was there when this happened: ", ...happened(what)];
  }
}

/** Why somebody asks, and how the risk is held down meanwhile. */
export function pleaSpans({
  reason,
  compensatingControl,
  ticket,
}:
  | Extract<Decision, { kind: "explain" }>
  | Omit<Extract<Decision, { kind: "ask to accept" }>, "kind">): Span[] {
  return [
    ...quoted(reason),
    ...(compensatingControl ? [". Meanwhile: ", ...quotation(compensatingControl)] : []),
    ...(ticket ? [`. Ticket: ${literal(ticket, 100)}`] : []),
  ];
}

function happened(what: FindingEvent["what"]): readonly Span[] {
  switch (what.kind) {
    case "found":
      return [`Found, ${what.severity}`];
    case "failed again":
      return ["It failed again after it had ended, so it is open again"];
    case "changed":
      return ["It still fails, but not in the same way as before, so it is open again"];
    case "worsened":
      return [`It became more severe: ${what.severity}`];
    case "resolved":
      return ["Resolved: AWS says that it passes"];
    case "closed":
      return [`Closed: ${literal(what.reason, TOLD)}`];
    case "expired":
      return ["What had put it aside came to its end, so it is open again"];
    case "lapsed":
      return ["Nobody answered what was asked in time"];
    case "clock started":
      return ["The clock was started: it is due from here"];
    case "re-checked":
      return ["Re-checked: ", answered(what)];
    default:
      return [`Somebody decided: ${what.kind}`];
  }
}

function answered({ answer, reason }: Extract<Happening, { kind: "re-checked" }>): string {
  const words = {
    pass: "passes",
    fail: "still fails",
    not_applicable: "does not apply",
    unknown: "could not be answered",
  };
  return reason ? `${words[answer]} (${literal(reason, TOLD)})` : words[answer];
}

function quoted(text: string | undefined): Span[] {
  return text ? [": ", ...quotation(text)] : [];
}

function quotation(text: string): Span[] {
  return [`“${literal(text, TOLD)}”`];
}
