import { expect, test } from "vitest";
import { counted, figure, outOf, verb } from "../../src/slack/count-words.ts";

test.each([
  [0, "0 checks"],
  [1, "1 check"],
  [12_345, "12,345 checks"],
])("%i is counted as %s", (count, words) => {
  expect(counted(count, "check")).toBe(words);
});

test.each([
  [3, 42, "3 of 42 accounts"],
  [1, 1, "1 of 1 account"],
  [1_000, 1_400, "1,000 of 1,400 accounts"],
])("%i of %i is %s", (count, total, words) => {
  expect(outOf(count, total, "account")).toBe(words);
});

test.each([
  [0, "needs"],
  [1, "needs"],
  [2, "need"],
])("%i goes with %s", (count, word) => {
  expect(verb(count, "needs", "need")).toBe(word);
});

test("a number has its thousands apart", () => {
  expect([999, 1_000, 1_234_567].map(figure)).toEqual(["999", "1,000", "1,234,567"]);
});
