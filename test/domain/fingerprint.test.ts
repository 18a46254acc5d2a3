import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestsOf, isSameFailure, mergedFingerprint } from "../../src/domain/fingerprint.ts";
import type { Fingerprint } from "../../src/domain/result.ts";

describe("the same failure", () => {
  const table: readonly (readonly [string, Fingerprint, Fingerprint, boolean])[] = [
    ["nothing is known of either", {}, {}, true],
    ["nothing was known before", {}, { active: "1" }, true],
    ["nothing is known now", { active: "1" }, {}, true],
    ["all agree", { active: "1", inactive: "0" }, { inactive: "0", active: "1" }, true],
    ["a field differs", { active: "1", inactive: "0" }, { active: "1", inactive: "1" }, false],
    ["what both have agrees", { active: "1", ids: "a" }, { active: "1", changed: "b" }, true],
    ["what both have differs", { active: "1", ids: "a" }, { active: "2", changed: "b" }, false],
    ["they share no field", { ids: "a" }, { changed: "b" }, true],
    ["a field is named like something that every object has", {}, { toString: "a" }, true],
  ];

  test.each(table)("%s", (_case, before, now, same) => {
    expect(isSameFailure(before, now)).toBe(same);
    expect(isSameFailure(now, before)).toBe(same);
  });
});

test("a failure that is seen by turns with different access is the same until what each sees differs", () => {
  const [byRole, bySession] = [{ active: "1" }, { active: "1", ids: "a" }];
  const known = mergedFingerprint(mergedFingerprint(byRole, bySession), byRole);
  expect(known).toEqual(bySession);
  expect(isSameFailure(known, { active: "1", ids: "b" })).toBe(false);
});

const anyFingerprint = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2"));

test("what was merged is the same failure as the newer reading, and as the older one if they were the same", () => {
  fc.assert(
    fc.property(anyFingerprint, anyFingerprint, (before, now) => {
      const merged = mergedFingerprint(before, now);
      expect(isSameFailure(merged, now)).toBe(true);
      expect(isSameFailure(merged, before)).toBe(isSameFailure(before, now));
    }),
  );
});

test("the order in which values come does not tell", () => {
  expect(digestsOf(["one", "two"])).toBe(digestsOf(["two", "one"]));
  expect(digestsOf(["one", "two"])).not.toBe(digestsOf(["one", "three"]));
  expect(digestsOf([])).toBe("");
});
