import type { AccountName } from "./account.ts";
import type { Coverage, FailureCounts, Scope } from "./audit.ts";
import type { LogHead } from "./audit-log.ts";
import type { Posture } from "./posture.ts";
import type { Pause, Schedule } from "./schedule.ts";

/** How much a digest says: only what has changed since its last posting, or the full standing as well. */
export const digestContents = ["changes", "standing"] as const;
export type DigestContent = (typeof digestContents)[number];

/** What people decide about a digest. */
export interface DigestSettings {
  /** The channel that it belongs to. */
  readonly channel: string;
  readonly scope: Scope;
  readonly schedule: Schedule;
  readonly content: DigestContent;
  /** Whether nothing is posted where nothing is open and nothing has changed. */
  readonly isSilentWhenGreen: boolean;
  /** An audit that is older is made anew first. */
  readonly maxAgeHours: number;
}

/** A scheduled message to a channel: what changed since the last one. */
export interface Digest extends DigestSettings {
  readonly id: number;
  /** The Slack user id of its owner, who is told of its troubles. */
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Counts only while it is not paused. */
  readonly nextAt: Date;
  readonly paused?: Pause;
}

/**
 * What became of one time of a digest. `due`: it is being worked on. `quiet`: there was nothing to say, as its owner
 * wants it. `skipped`: rootcheck was down, or Slack, until it was too late. `uncertain`: Slack's answer never came, so the message
 * may be there; it is not repeated. `failed`: Slack refused.
 */
export const slotStates = ["due", "posted", "quiet", "skipped", "uncertain", "failed"] as const;
export type SlotState = (typeof slotStates)[number];

/** One time of a digest. */
export interface Slot {
  readonly digestId: number;
  readonly at: Date;
  readonly state: SlotState;
  /** Whether somebody asked for it beside the schedule. */
  readonly isExtra: boolean;
  /** Where it was posted. */
  readonly channel?: string;
  readonly ts?: string;
  readonly settledAt?: Date;
  /** Of one that failed or is uncertain: in Slack's words. */
  readonly why?: string;
}

/** A digest with what became of its newest time. */
export interface DigestView {
  readonly digest: Digest;
  /** Of one account: what it is called now, as far as that is known. */
  readonly account?: AccountName;
  readonly last?: Slot;
}

/** Findings of one kind: how many there are, and the first of them, worst first. */
export interface FindingGroup {
  readonly total: number;
  readonly findingIds: readonly number[];
}

/** Accounts of one kind: how many there are, and the first of them by name. */
export interface AccountGroup {
  readonly total: number;
  readonly accounts: readonly AccountName[];
}

/** What has changed since a digest was posted the last time. */
export interface DigestChanges {
  /** When that was; what follows happened after it. */
  readonly since: Date;
  readonly appeared: FindingGroup;
  readonly fixed: FindingGroup;
  /** Fails again, or is open again because its snooze, acceptance or explanation has ended. */
  readonly reopened: FindingGroup;
  /** Ended without a fix: the account left, or the check does not apply any more. */
  readonly closed: FindingGroup;
  /** Became overdue. */
  readonly overdue: FindingGroup;
  readonly joined: AccountGroup;
  readonly left: AccountGroup;
  readonly coverageBefore?: Coverage;
}

/** Everything that one digest says, as it was when it was composed; the findings themselves are looked up to show them. */
export interface DigestReport {
  readonly digestId: number;
  readonly slotAt: Date;
  readonly composedAt: Date;
  readonly scope: Scope;
  readonly content: DigestContent;
  readonly timeZone: string;
  /** Whether it comes later than it should have. */
  readonly isLate: boolean;
  /** How many times before it were skipped since the last posting. */
  readonly skipped: number;
  /** The audit that the facts are from; absent where none could be made. */
  readonly audit?: { readonly id: number; readonly finishedAt: Date; readonly coverage: Coverage };
  /** Why the facts are older than the digest's owner wants them; for a person. */
  readonly staleBecause?: string;
  /** Absent in a digest's first posting, which has nothing to compare with. */
  readonly changes?: DigestChanges;
  /** What needs somebody, by severity. */
  readonly open: FailureCounts;
  /** How much of that is overdue. */
  readonly overdue: number;
  /** Accepted risks and snoozes that end within a week. */
  readonly expiring: FindingGroup;
  /** The worst that needs somebody. */
  readonly worst: FindingGroup;
  /** Oldest first, few enough for a chart. */
  readonly trend: readonly Posture[];
  readonly logHead: LogHead;
  /** The digest's next time; absent if it has been paused. */
  readonly nextAt?: Date;
}

/** A digest's id as people say it: `D3`. */
export function digestName(id: number): string {
  return `D${id}`;
}

/** Reads a digest's id as people say it; undefined if it is not one. */
export function parseDigestName(text: string): number | undefined {
  const [, digits] = /^d?(\d{1,9})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
