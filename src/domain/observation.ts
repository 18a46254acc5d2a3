import type { FindingRecord, Staleness } from "./finding.ts";
import type { Happening } from "./finding-events.ts";
import { isEnded } from "./finding-life.ts";
import { isSameFailure, mergedFingerprint } from "./fingerprint.ts";
import { type Fingerprint, type Result, type Severity, severities } from "./result.ts";
import type { Failure } from "./standing.ts";

/** One answer of AWS about what a finding stands for. */
export interface Observation {
  readonly result: Result;
  /** When the account was read. */
  readonly readAt: Date;
  /** Whether the clock of the baseline has been started. */
  readonly isClockRunning: boolean;
}

/** What an answer does to a finding: what happened, in order, and how it has now been seen. */
export interface Observed {
  readonly happenings: readonly Happening[];
  readonly severity: Severity;
  readonly fingerprint: Fingerprint;
  readonly lastSeen: Date;
  readonly observedAt: Date;
  /** Absent where the check could be answered. */
  readonly stale?: Staleness;
  /** The newer failing answer. */
  readonly failure?: Failure;
}

/**
 * What an answer does to a finding; undefined where it does nothing. A picture that AWS took before the one that was
 * seen last (a credential report may be hours old) neither ends nor reopens anything.
 */
export function observe(finding: FindingRecord | undefined, observation: Observation): Observed | undefined {
  const { result, readAt } = observation;
  if (result.status === "unknown") return finding && unanswered(finding, result.reason.text, readAt);
  if (result.status === "fail" && result.severity !== "info") return failed(finding, result, observation);
  return finding && settled(finding, endOf(result), pictureTime(result, readAt));
}

/** When AWS took the oldest of the pictures that an answer was read from. */
export function pictureTime({ evidence }: Pick<Result, "evidence">, readAt: Date): Date {
  return evidence
    .map(({ asOf, readAt: at }) => asOf ?? at)
    .reduce((oldest, at) => (at < oldest ? at : oldest), readAt);
}

function unanswered(finding: FindingRecord, reason: string, at: Date): Observed | undefined {
  if (isEnded(finding.state) || at < finding.observedAt) return undefined;
  const { severity, fingerprint, lastSeen, observedAt, stale } = finding;
  return {
    happenings: [],
    severity,
    fingerprint,
    lastSeen,
    observedAt,
    stale: { since: stale?.since ?? at, reason },
  };
}

function failed(
  finding: FindingRecord | undefined,
  failure: Failure,
  { readAt, isClockRunning }: Observation,
): Observed | undefined {
  const { severity } = failure;
  const taken = pictureTime(failure, readAt);
  const now = { severity, fingerprint: failure.fingerprint, lastSeen: readAt, observedAt: taken, failure };
  if (!finding) return { ...now, happenings: [{ kind: "found", severity, isClockRunning }] };
  const isOlder = taken < finding.observedAt;
  if (isEnded(finding.state))
    return isOlder ? undefined : { ...now, happenings: [{ kind: "failed again", severity, isClockRunning }] };
  if (isOlder) return seenAgain(finding, readAt);
  const isSame = isSameFailure(finding.fingerprint, failure.fingerprint);
  return {
    ...now,
    fingerprint: isSame ? mergedFingerprint(finding.fingerprint, failure.fingerprint) : failure.fingerprint,
    happenings: [
      ...(isSame ? [] : [{ kind: "changed", severity, isClockRunning } as const]),
      ...(isWorse(severity, finding.severity)
        ? [{ kind: "worsened", severity, isClockRunning } as const]
        : []),
    ],
  };
}

/** Still failing by an older picture than the one that was seen last. */
function seenAgain({ severity, fingerprint, lastSeen, observedAt }: FindingRecord, readAt: Date): Observed {
  return { happenings: [], severity, fingerprint, lastSeen: later(lastSeen, readAt), observedAt };
}

function settled(finding: FindingRecord, end: Happening, taken: Date): Observed | undefined {
  if (taken < finding.observedAt) return undefined;
  const { severity, fingerprint, lastSeen } = finding;
  const happenings = isEnded(finding.state) ? [] : [end];
  return { happenings, severity, fingerprint, lastSeen, observedAt: taken };
}

/** A question that does not arise any more is not a question answered well. */
function endOf(result: Result): Happening {
  if (result.status === "pass") return { kind: "resolved" };
  if (result.status === "not_applicable") return { kind: "closed", reason: result.reason.text };
  return { kind: "closed", reason: "it is only worth a remark now" };
}

function isWorse(one: Severity, other: Severity): boolean {
  return severities.indexOf(one) < severities.indexOf(other);
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
