import type { FailureCounts } from "../../../src/domain/audit.ts";
import type { Posture } from "../../../src/domain/posture.ts";

const none: FailureCounts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

/** A day on which so many accounts were so bad, and so many checks failed. */
export function postureOn(
  day: string,
  accounts: Partial<FailureCounts> = {},
  failures: Partial<FailureCounts> = accounts,
): Posture {
  return {
    day,
    accounts: { ...none, ...accounts },
    failures: { ...none, ...failures },
    inScope: 60,
    read: 60,
  };
}

/** So many days up to 23 November 2026, on which things slowly get better. */
export function postures(days: number): readonly Posture[] {
  return Array.from({ length: days }, (_, index) => {
    const left = days - 1 - index;
    const day = new Date(Date.UTC(2026, 10, 23 - left)).toISOString().slice(0, 10);
    return postureOn(day, { high: 5 + Math.ceil(left / 20), medium: 12 + Math.ceil(left / 8) });
  });
}
