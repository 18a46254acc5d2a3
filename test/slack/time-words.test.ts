import { describe, expect, test } from "vitest";
import { ago, dateSpan, dateToken, day, duration, exactTime, roughly } from "../../src/slack/time-words.ts";

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
    [89 * MINUTE, "89 min"],
    [90 * MINUTE, "2 h"],
    [120 * MINUTE, "2 h"],
    [26 * HOUR, "26 h"],
  ])("%i ms is %s", (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});

test.each([
  [0, "a few s"],
  [7_900, "a few s"],
  [8_000, "about 10 s"],
  [19_400, "about 20 s"],
  [84_000, "about 80 s"],
  [89_600, "about 2 min"],
  [10 * MINUTE, "about 10 min"],
  [2 * HOUR, "about 2 h"],
])("%i ms that are only guessed are %s", (milliseconds, words) => {
  expect(roughly(milliseconds)).toBe(words);
});

test("a time in a message is a token that everyone reads in their own time zone", () => {
  const timestamp = Math.floor(now.getTime() / 1000);
  const format = "{date_short_pretty} at {time}";
  const fallback = "2026-11-23 14:03 UTC";
  expect(dateToken(now)).toBe(`<!date^${timestamp}^${format}|${fallback}>`);
  expect(dateSpan(now)).toEqual({ type: "date", timestamp, format, fallback });
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
