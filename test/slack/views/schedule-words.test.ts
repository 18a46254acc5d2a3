import { expect, test } from "vitest";
import { notice } from "../../../src/slack/views/notice.ts";
import { scheduleSpans } from "../../../src/slack/views/schedule-words.ts";

test.each([
  ["0 9 * * 1-5", "weekdays at 09:00"],
  ["30 8 * * 1", "Mondays at 08:30"],
  ["5 17 * * 1,3,7", "Mondays, Wednesdays and Sundays at 17:05"],
  ["0 9 1 * *", "on the 1st of the month at 09:00"],
  ["0 9 12 * *", "on the 12th of the month at 09:00"],
  ["0 9 22 * *", "on the 22nd of the month at 09:00"],
  ["0 0 * * *", "every day at 00:00"],
  ["0 * * * *", "every hour"],
  ["15 * * * *", "every hour at :15"],
  ["0 */6 * * *", "every 6 hours"],
  ["30 */12 * * *", "every 12 hours at :30"],
  ["0 */7 * * *", "0 */7 * * *"],
  ["0 9 1 * 1", "0 9 1 * 1"],
  ["0 9 * 1 *", "0 9 * 1 *"],
  ["0 9 L * *", "0 9 L * *"],
  ["0 9 * * 1-3", "0 9 * * 1-3"],
  ["0 9,17 * * *", "0 9,17 * * *"],
  ["*/30 9 * * *", "*/30 9 * * *"],
])("%s is %s", (cron, words) => {
  expect(notice(...scheduleSpans({ cron, timeZone: "Europe/Berlin" })).text).toBe(`${words} Europe/Berlin`);
});
