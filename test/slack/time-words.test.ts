import { describe, expect, test } from "vitest";
import { ago, day, duration, exactTime } from "../../src/slack/time-words.ts";

const now = new Date("2026-11-23T14:03:22.750Z");
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("how long ago", () => {
  test.each([
    [-5 * MINUTE, "just now"],
    [0, "just now"],
    [MINUTE - 1, "just now"],
    [MINUTE, "1 minute ago"],
    [2 * MINUTE - 1, "1 minute ago"],
    [59 * MINUTE, "59 minutes ago"],
    [HOUR, "1 hour ago"],
    [23 * HOUR, "23 hours ago"],
    [DAY, "1 day ago"],
    [29 * DAY, "29 days ago"],
    [30 * DAY, "1 month ago"],
    [364 * DAY, "12 months ago"],
    [365 * DAY, "1 year ago"],
    [6 * 365 * DAY, "6 years ago"],
  ])("%i ms is %s", (milliseconds, words) => {
    expect(ago(new Date(now.getTime() - milliseconds), now)).toBe(words);
  });
});

describe("how long", () => {
  test.each([
    [0, "1 s"],
    [400, "1 s"],
    [4_400, "4 s"],
    [89 * SECOND, "89 s"],
    [90 * SECOND, "2 min"],
    [10 * MINUTE, "10 min"],
    [90 * MINUTE, "90 min"],
  ])("%i ms is %s", (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});

test.each([
  ["2021-03-04T00:00:00Z", "4 Mar 2021"],
  ["2021-03-04T23:59:59Z", "4 Mar 2021"],
  ["2021-03-05T00:30:00+01:00", "4 Mar 2021"],
  ["2026-12-31T23:59:59Z", "31 Dec 2026"],
])("the day of %s is %s, in UTC", (time, words) => {
  expect(day(new Date(time))).toBe(words);
});

test("an exact time is in UTC and says so", () => {
  expect(exactTime(now)).toBe("23 Nov 2026, 14:03:22 UTC");
});
