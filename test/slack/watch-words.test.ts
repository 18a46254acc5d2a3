import { describe, expect, test } from "vitest";
import { readWatchWords, WatchScheduleError } from "../../src/slack/watch-words.ts";

describe("what follows watch on", () => {
  test.each([
    ["", "", undefined],
    ["every 6h", "", "0 */6 * * *"],
    ["every hour", "", "0 * * * *"],
    ["every 1 hour", "", "0 * * * *"],
    ["every 24 hours", "", "0 0 * * *"],
    ["Prod / Payments Every 12H", "Prod / Payments", "0 */12 * * *"],
    ["411111111111 every 3 h", "411111111111", "0 */3 * * *"],
    ["30 7 * * 1-5", "", "30 7 * * 1-5"],
    ["prod 0 */8 1,15 * MON", "prod", "0 */8 1,15 * MON"],
    ["4111 1111 1111", "4111 1111 1111", undefined],
    ["one two three four five", "one two three four five", undefined],
    ["everything", "everything", undefined],
    ["recovery 6h", "recovery 6h", undefined],
  ])("“%s” is about “%s”, at %s", (words, scope, cron) => {
    expect(readWatchWords(words)).toEqual({ scope, ...(cron && { cron }) });
  });

  test.each(["every 5h", "every 0h", "every 48h"])("“%s” is refused", (words) => {
    expect(() => readWatchWords(words)).toThrow(WatchScheduleError);
  });
});
