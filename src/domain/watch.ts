import type { AccountName } from "./account.ts";
import type { Scope } from "./audit.ts";
import type { UnreadableCode } from "./read.ts";
import type { Pause, Schedule } from "./schedule.ts";

/** Audits on a schedule of their own, which say nothing in their channel unless something is wrong now. */
export interface Watch {
  /** The channel that is alerted; it has one watch at most. */
  readonly channel: string;
  readonly scope: Scope;
  readonly schedule: Schedule;
  /** The Slack user id of its owner, who is told of its troubles. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly nextAt: Date;
  readonly paused?: Pause;
  /** When the newest audit of its scope came to its end, whoever asked for it. */
  readonly lastAuditAt?: Date;
}

/** An account that could be read before and cannot be any more. */
export interface LostAccount extends AccountName {
  /** Absent in alerts that were raised before it was kept. */
  readonly why?: UnreadableCode;
}

/** What an alert is about. */
export type AlertCause =
  /** A finding that needs somebody at once: critical and new, or open again in another way. */
  | { readonly kind: "finding"; readonly findingId: number; readonly version: number }
  /** Accounts that the audit before could read could not be read any more. */
  | {
      readonly kind: "coverage";
      readonly auditId: number;
      /** What the audit was of; absent in alerts that were raised before it was kept. */
      readonly scope?: Scope;
      readonly lost: number;
      /** The first of them. */
      readonly accounts: readonly LostAccount[];
    }
  /** A scheduled audit did not come to its end; why, for a person. */
  | { readonly kind: "audit"; readonly auditId: number; readonly trouble: string };

/** Something that is wrong now and is told until it was heard, at least once. */
export interface Alert {
  readonly id: number;
  readonly at: Date;
  readonly cause: AlertCause;
}

/** An alert's id as people say it, and as the webhook names it: `AL12`. */
export function alertName(id: number): string {
  return `AL${id}`;
}
