import { createHash } from "node:crypto";
import type { Fingerprint } from "./result.ts";

/**
 * Whether two failures of one check are the same one: they agree in every field that both have. Fields that only one
 * of them has say nothing, because the two may have been read with different access.
 */
export function isSameFailure(before: Fingerprint, now: Fingerprint): boolean {
  return Object.entries(now).every(
    ([field, value]) => !Object.hasOwn(before, field) || before[field] === value,
  );
}

/** What is known of a failure after one more reading: the newer value where both have one, else the only one. */
export function mergedFingerprint(before: Fingerprint, now: Fingerprint): Fingerprint {
  return { ...before, ...now };
}

/** Stands for a value that a fingerprint has to recognize but not to disclose. */
export function digestOf(value: string): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 16);
}

/** The same for several values, in whichever order they came; empty for none. */
export function digestsOf(values: readonly string[]): string {
  return values.map(digestOf).toSorted().join(" ");
}
