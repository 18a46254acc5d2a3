import type { Posture } from "../domain/posture.ts";

/**
 * The days on which something stood in another way than before, and the last one. What is rolled up is kept like this,
 * so that the same is seen before and after.
 */
export function changesOnly(postures: readonly Posture[]): readonly Posture[] {
  return postures.filter((posture, index) => {
    const earlier = postures[index - 1];
    return !earlier || index === postures.length - 1 || figuresOf(posture) !== figuresOf(earlier);
  });
}

function figuresOf({ accounts, failures, inScope, read }: Posture): string {
  const { critical, high, medium, low, info } = accounts;
  const failing = [failures.critical, failures.high, failures.medium, failures.low, failures.info];
  return [critical, high, medium, low, info, ...failing, inScope, read].join(" ");
}
