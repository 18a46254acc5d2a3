import { expect, test } from "vitest";
import { formatDateToken } from "../../../../src/playground/web/block-kit/date-token.ts";

const noon = new Date(2026, 10, 22, 12);
const DAY = 86_400;

function seconds(date: Date): number {
  return date.getTime() / 1000;
}

test.each([
  ["{date_num}", 0, "2026-11-22"],
  ["{date_pretty}", 0, "today"],
  ["{date_short_pretty}", -DAY, "yesterday"],
  ["{date_long_pretty}", DAY, "tomorrow"],
  ["read {nothing} {date_num}", 0, "read {nothing} 2026-11-22"],
])("%s, %i seconds from now", (format, offset, words) => {
  expect(formatDateToken(format, seconds(noon) + offset, noon)).toBe(words);
});

test("a day further away is written out", () => {
  expect(formatDateToken("{date_short_pretty}", seconds(noon) + 2 * DAY, noon)).toContain("2026");
});

test("how long ago is told in the largest unit that fits", () => {
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  expect(formatDateToken("{ago}", seconds(noon) - 3 * DAY, noon)).toBe(words.format(-3, "day"));
  expect(formatDateToken("{ago}", seconds(noon) - 120, noon)).toBe(words.format(-2, "minute"));
});
