import { conclude } from "../../../src/canonical-ids/conclude.ts";
import type { CanonicalAnswer } from "../../../src/canonical-ids/derive.ts";
import { canonicalReading } from "../../support/canonical-readings.ts";
import { sampleAccount } from "../../support/root-facts.ts";

/** An answer about the sample account, concluded from the reading that it has. */
export function canonicalAnswer(given: Partial<Omit<CanonicalAnswer, "conclusion">> = {}): CanonicalAnswer {
  const reading = given.reading ?? canonicalReading();
  return { account: sampleAccount, known: [], ...given, reading, conclusion: conclude(reading) };
}
