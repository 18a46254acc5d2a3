import type { Coverage } from "../domain/audit.ts";
import type { LogHead } from "../domain/audit-log.ts";
import type {
  AccountGroup,
  Digest,
  DigestChanges,
  DigestReport,
  FindingGroup,
  Slot,
} from "../domain/digest.ts";
import { isEnded, isPutAside, NEEDING } from "../domain/finding-life.ts";
import type { Posture } from "../domain/posture.ts";
import type { Shift } from "../store/digest-memory.ts";
import type { WorkLeft } from "../store/scoped-findings.ts";

/** Everything that a digest is composed from. */
export interface Composing {
  readonly digest: Digest;
  readonly slot: Pick<Slot, "at" | "isExtra">;
  readonly at: Date;
  readonly audit?: NonNullable<DigestReport["audit"]>;
  readonly staleBecause?: string;
  /** What was told before, and what has come of it; absent where nothing was. */
  readonly since?: Since;
  readonly skipped: number;
  readonly work: WorkLeft;
  readonly trend: readonly Posture[];
  readonly logHead: LogHead;
}

export interface Since {
  readonly at: Date;
  readonly shifts: readonly Shift[];
  readonly joined: AccountGroup;
  readonly left: AccountGroup;
  readonly coverage?: Coverage;
}

/** A posting that comes later than this says so. */
const LATE_MILLISECONDS = 10 * 60_000;

/** Puts into words that a view can show where a digest's scope stands and what has changed since it was told of. */
export function compose({ digest, slot, at, since, work, ...rest }: Composing): DigestReport {
  return {
    digestId: digest.id,
    slotAt: slot.at,
    composedAt: at,
    scope: digest.scope,
    content: digest.content,
    timeZone: digest.schedule.timeZone,
    isLate: !slot.isExtra && at.getTime() - slot.at.getTime() > LATE_MILLISECONDS,
    ...rest,
    ...work,
    ...(since && { changes: changesSince(since) }),
    ...(!digest.paused && { nextAt: digest.nextAt }),
  };
}

function changesSince({ at, shifts, joined, left, coverage }: Since): DigestChanges {
  const group = (kind: ShiftKind) => groupOf(shifts.filter((shift) => kindOf(shift) === kind));
  return {
    since: at,
    appeared: group("appeared"),
    fixed: group("fixed"),
    reopened: group("reopened"),
    closed: group("closed"),
    overdue: group("overdue"),
    joined,
    left,
    ...(coverage && { coverageBefore: coverage }),
  };
}

export type ShiftKind = "appeared" | "fixed" | "reopened" | "closed" | "overdue";

/**
 * What findings that have shifted so are told as: each as one thing only, a reopened one not as overdue as well.
 * Undefined where there is nothing to tell, such as that somebody has put one aside.
 */
export function kindOf({ before, now, isBack }: Shift): ShiftKind | undefined {
  // What came and went between two postings is not told.
  if (isEnded(now.state)) return before && (now.state === "resolved" ? "fixed" : "closed");
  if (!NEEDING.includes(now.state)) return undefined;
  if (isBack || (before && isPutAside(before.state))) return "reopened";
  if (!before) return "appeared";
  return now.isOverdue && !before.isOverdue ? "overdue" : undefined;
}

/** So many findings of a kind are named. */
const NAMED = 10;

function groupOf(shifts: readonly Shift[]): FindingGroup {
  const first = shifts
    .flatMap((shift) => shift.first)
    .toSorted((one, other) => one.position - other.position)
    .slice(0, NAMED);
  return {
    total: shifts.reduce((sum, { total }) => sum + total, 0),
    findingIds: first.map(({ id }) => id),
  };
}

/**
 * Whether there is nothing to say: nothing is open, nothing has changed, no time was skipped, all that was read before
 * was read again, and the facts are as new as wanted. The first posting always says something.
 */
export function isQuiet({ audit, staleBecause, changes, open, skipped }: DigestReport): boolean {
  if (!audit || staleBecause !== undefined || !changes || skipped > 0) return false;
  const { critical, high, medium, low } = open;
  const { appeared, fixed, reopened, closed, overdue, joined, left, coverageBefore } = changes;
  const changed = [appeared, fixed, reopened, closed, overdue, joined, left];
  if (critical + high + medium + low > 0 || changed.some(({ total }) => total > 0)) return false;
  return unreadIn(audit.coverage) <= (coverageBefore ? unreadIn(coverageBefore) : 0);
}

function unreadIn({ inScope, read }: Coverage): number {
  return inScope - read;
}

/** Every finding that a digest names. */
export function findingIdsIn({ changes, content, worst }: DigestReport): readonly number[] {
  const changed = changes
    ? [changes.appeared, changes.fixed, changes.reopened, changes.closed, changes.overdue]
    : [];
  const standing = content === "standing" || !changes ? [worst] : [];
  return [...new Set([...changed, ...standing].flatMap(({ findingIds }) => findingIds))];
}
