import { describe, expect, test } from "vitest";
import { readWatchWords, WatchScheduleError } from "../../src/slack/watch-words.ts";

describe("what follows watch on", () => {
  test.each([
    ["", "", undefined],
    ["every 6h", "", "0 */6 * * *"],
    ["every hour", "", "0 * * * *"],
    ["every 1 hour", "", "0 * * * *"],
    ["every 24 hours", "", "0 0 * * *"],
    ["Prod / Payments  Every 12H", "Prod / Payments", "0 */12 * * *"],
    ["411111111111 every 3 h", "411111111111", "0 */3 * * *"],
    ["30 7 * * 1-5", "", "30 7 * * 1-5"],
    ["prod 0 */8 1,15 * MON", "prod", "0 */8 1,15 * MON"],
    ["4111 1111 1111", "4111 1111 1111", undefined],
    ["one two three four five", "one two three four five", undefined],
    ["everything", "everything", undefined],
    ["recovery 6h", "recovery 6h", undefined],
    ["every-day", "every-day", undefined],
    ["Every Child Counts", "Every Child Counts", undefined],
    ["prod*", "prod*", undefined],
  ])("“%s” is about “%s”, at %s", (words, scope, cron) => {
    const said = cron ? words.slice(scope.length).trim() : "";
    expect(readWatchWords(words)).toEqual({ scope, said, ...(cron && { cron }) });
  });

  test.each([
    ["every 5h", "Every 5 hours is not"],
    ["every 0h", "Every 0 hours is not"],
    ["Prod every 48h", "Every 48 hours is not"],
    ["every 2d", "“every 2d” is no"],
    ["Prod every 2 days", "“every 2 days” is no"],
    ["every other day", "“every other day” is no"],
    ["Prod Every Monday at 9", "“Every Monday at 9” is no"],
    ["every 30 minutes", "“every 30 minutes” is no"],
    ["every6h", "“every6h” is no"],
    ["Prod every", "“every” is no"],
    ["Prod 0 */6 * *", "“0 */6 * *” is no"],
    ["every */6", "“*/6” is no"],
    [`every 2 ${"d".repeat(5_000)}`, "“every 2 ddd"],
  ])("“%s” is refused, with the schedules that there are", (words, lead) => {
    expect(() => readWatchWords(words)).toThrow(WatchScheduleError);
    expect(() => readWatchWords(words)).toThrow(lead);
    expect(() => readWatchWords(words)).toThrow(/ Say every 1, 2, .* or give a cron expression .{1,50}$/);
  });
});
