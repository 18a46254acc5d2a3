import fc from "fast-check";
import { expect, test } from "vitest";
import { keyQuestionIn, keyScopeIn, keyScopeText } from "../../src/slack/key-scope.ts";

test.each([
  ["", "", undefined],
  ["prod-payments", "prod-payments", undefined],
  ["older-than 90d", "", 90],
  ["older than 90", "", 90],
  ["older-than=2w", "", 14],
  ["prod payments older-than 6 months", "prod payments", 180],
  ["Older-Than 1Y 4111 1111 1111", "4111 1111 1111", 365],
  ["older-than 90 dev", "dev", 90],
  ["older than 90 workloads", "workloads", 90],
  ["prod older-than 90d payments", "prod payments", 90],
  ["--older-than 90d", "", 90],
  ["—older-than 3 weeks", "", 21],
  ["older-than 100y", "", 36_500],
  ["not-older-than-me", "not-older-than-me", undefined],
] as const)("%j", (text, words, olderThanDays) => {
  expect(keyQuestionIn(text)).toEqual({
    words,
    isUnclear: false,
    ...(olderThanDays !== undefined && { olderThanDays }),
  });
});

test.each([
  "older-than",
  "older-than soon",
  "older than 0d",
  "older-than 12h",
  "older-than 101y",
  "older-than 123456",
])("%j is unclear", (text) => {
  expect(keyQuestionIn(text)).toMatchObject({ isUnclear: true });
});

test("a button carries what it is about there and back", () => {
  const scope = fc.record(
    { accountId: fc.stringMatching(/^\d{12}$/), olderThanDays: fc.integer({ min: 1, max: 99_999 }) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(scope, (given) => {
      expect(keyScopeIn(keyScopeText(given))).toEqual(given);
    }),
  );
});

test.each(["", "organization", "everything 0", "organization ninety", "12 0"])(
  "%j is no button's",
  (value) => {
    expect(() => keyScopeIn(value)).toThrow("button");
  },
);
