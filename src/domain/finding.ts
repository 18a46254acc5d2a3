import type { Fingerprint, Severity } from "./result.ts";
import type { Failure } from "./standing.ts";
import type { Subject } from "./subject.ts";

/**
 * Where a finding is in its life. `resolved`: AWS answered that it passes. `closed`: the question does not arise any
 * more, because the account left or was closed, or because the check no longer applies to it.
 */
export const findingStates = [
  "open",
  "acknowledged",
  "snoozed",
  "accepted",
  "explained",
  "resolved",
  "closed",
] as const;
export type FindingState = (typeof findingStates)[number];

/** What a person asked for that somebody else has to allow. */
export interface ApprovalRequest {
  readonly kind: "accept" | "explain" | "extend";
  /** The Slack user id of who asks. */
  readonly by: string;
  readonly at: Date;
  /** When it lapses if nobody answers. */
  readonly lapsesAt: Date;
  readonly reason: string;
  readonly compensatingControl?: string;
  readonly ticket?: string;
  /** Until when the risk is to be accepted, or the new due date. */
  readonly until?: Date;
}

/** Why a finding is put aside, as long as it is. */
export interface Exception {
  readonly reason: string;
  readonly compensatingControl?: string;
  readonly ticket?: string;
  readonly requestedBy: string;
  readonly approvedBy: string;
  readonly at: Date;
}

/** The part of a finding that events change; an event log replays to exactly this. */
export interface FindingLife {
  readonly state: FindingState;
  /** When it was opened the last time; what is due counts from here, or from when the baseline's clock was started. */
  readonly openedAt: Date;
  /** Absent for what needs nobody's action by a date: before the clock of the baseline is started, and for `info`. */
  readonly dueAt?: Date;
  /** How often it came back. */
  readonly reopened: number;
  /** Who took it on or was given it; a user id or a user group id. It outlives a reopening. */
  readonly owner?: { readonly id: string; readonly since: Date };
  /** When a snooze or an accepted risk ends. */
  readonly until?: Date;
  /** True once it has been snoozed since it was opened: a second time is not allowed. */
  readonly wasSnoozed: boolean;
  readonly exception?: Exception;
  readonly request?: ApprovalRequest;
  /** When it was resolved or closed. */
  readonly endedAt?: Date;
}

/** A finding without its newest answer, which is long and not always needed. */
export interface FindingRecord extends FindingLife {
  readonly id: number;
  /** Grows by one with every event; a button carries the version that its message shows. */
  readonly version: number;
  readonly subject: Subject;
  readonly check: string;
  readonly severity: Severity;
  readonly fingerprint: Fingerprint;
  readonly firstSeen: Date;
  /** When AWS last said that it fails. */
  readonly lastSeen: Date;
  /** The time of the newest picture that AWS gave of it, failing or not; older ones change nothing. */
  readonly observedAt: Date;
  /** Since when the check could not be answered, and why; absent while it can. */
  readonly stale?: Staleness;
}

export interface Staleness {
  readonly since: Date;
  readonly reason: string;
}

/** The standing record of one check failing for one subject, over many audits. */
export interface Finding extends FindingRecord {
  /** The newest failing answer. */
  readonly failure: Failure;
}

/** A finding's id as people say it: `F1042`. */
export function findingName(id: number): string {
  return `F${id}`;
}
