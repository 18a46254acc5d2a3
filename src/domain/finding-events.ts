import type { Result, Severity } from "./result.ts";

/** What a person asks somebody else to allow. */
export interface Plea {
  readonly reason: string;
  readonly compensatingControl?: string;
  readonly ticket?: string;
}

/** What a person decided about a finding. */
export type Decision =
  | { readonly kind: "acknowledge" }
  | { readonly kind: "assign"; readonly to: string }
  | { readonly kind: "snooze"; readonly until: Date }
  | ({ readonly kind: "ask to accept"; readonly until: Date } & Plea)
  /** Of a use of root: what it was. */
  | ({ readonly kind: "explain" } & Plea)
  | ({ readonly kind: "ask to extend"; readonly until: Date } & Plea)
  | { readonly kind: "approve" }
  | { readonly kind: "decline"; readonly reason?: string }
  /** Takes back one's own request. */
  | { readonly kind: "withdraw" }
  /** Ends a snooze, an accepted risk or an explanation before its time. */
  | { readonly kind: "reopen" };

/** Every kind of decision. */
export const decisionKinds = [
  "acknowledge",
  "assign",
  "snooze",
  "ask to accept",
  "explain",
  "ask to extend",
  "approve",
  "decline",
  "withdraw",
  "reopen",
] as const satisfies readonly Decision["kind"][];

/** What happened to a finding without anybody deciding about it. */
export type Happening =
  /** It failed for the first time. `isClockRunning`: the clock of the baseline has been started. */
  | { readonly kind: "found"; readonly severity: Severity; readonly isClockRunning: boolean }
  /** It failed after it had ended. */
  | { readonly kind: "failed again"; readonly severity: Severity; readonly isClockRunning: boolean }
  /** It still fails, but not in the same way. */
  | { readonly kind: "changed"; readonly severity: Severity; readonly isClockRunning: boolean }
  /** The same failure became more severe. */
  | { readonly kind: "worsened"; readonly severity: Severity; readonly isClockRunning: boolean }
  /** Somebody had it read afresh; what came of that follows as an event of its own. */
  | { readonly kind: "re-checked"; readonly answer: Result["status"]; readonly reason?: string }
  | { readonly kind: "resolved" }
  | { readonly kind: "closed"; readonly reason: string }
  /** A snooze or an accepted risk came to its end. */
  | { readonly kind: "expired"; readonly severity: Severity; readonly isClockRunning: boolean }
  /** Nobody answered a request in time. */
  | { readonly kind: "lapsed" }
  /** An operator has looked through the baseline: what is due counts from now. */
  | { readonly kind: "clock started"; readonly severity: Severity };

/** One step of a finding's life, as its history keeps it. */
export interface FindingEvent {
  readonly at: Date;
  /** The Slack user id of who decided or asked; absent for what happened by itself. */
  readonly by?: string;
  readonly what: Decision | Happening;
}

/** Why a decision is not possible. */
export type Refusal =
  /** Somebody, perhaps oneself, owns it already. */
  | "already owned"
  /** It is resolved or closed. */
  | "over"
  /** It is snoozed, accepted or explained, and would have to be reopened first. */
  | "put aside"
  | "not put aside"
  | "snoozed before"
  | "too long"
  | "in the past"
  | "request pending"
  | "no request"
  | "own request"
  /** Whoever owns a finding does not decide about its acceptance. */
  | "own finding"
  | "not one's own request"
  /** Only a use of root can be explained. */
  | "not a use of root"
  | "nothing due"
  /** It has changed since what the person saw. */
  | "changed meanwhile";
