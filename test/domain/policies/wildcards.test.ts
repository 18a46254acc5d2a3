import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesAsterisks, matchesWildcards } from "../../../src/domain/policies/wildcards.ts";

const pattern = fc.string({ unit: fc.constantFrom(..."ab*?.\n"), maxLength: 8 });
const text = fc.string({ unit: fc.constantFrom(..."ab*?.\n"), maxLength: 8 });

/** What it means, said in the way that takes too long over long patterns. */
function expression(pattern: string, ofOne: string): RegExp {
  const parts = [...pattern].map((one) => (one === "*" ? ".*" : one === "?" ? ofOne : `[${one}]`));
  return new RegExp(`^${parts.join("")}$`, "s");
}

test("an asterisk stands for any characters, and a question mark for any one", () => {
  fc.assert(
    fc.property(pattern, text, (wanted, found) => {
      expect(matchesWildcards(wanted, found)).toBe(expression(wanted, ".").test(found));
      expect(matchesAsterisks(wanted, found)).toBe(expression(wanted, "[?]").test(found));
    }),
    { numRuns: 1000 },
  );
});

test("many asterisks over a long text that they do not match take no time", () => {
  expect(matchesWildcards(`${"*a".repeat(500)}b`, "a".repeat(5000))).toBe(false);
});
