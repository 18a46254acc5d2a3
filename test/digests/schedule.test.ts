import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latestSlot, nextSlots, presets, ScheduleError, scheduleOf } from "../../src/digests/schedule.ts";

const NEW_YEAR = new Date("2026-01-01T00:00:00Z");
const DAY = 86_400_000;

/** No daylight saving time; a half-hour offset; clocks that change in the north, and in the south. */
const ZONES = ["America/Phoenix", "Asia/Kolkata", "America/New_York", "Australia/Sydney"] as const;

function localTime(at: Date, timeZone: string): string {
  return at.toLocaleString("sv", { timeZone }).slice(0, 16);
}

/** The days of a year as people write them, with their days of the week (Sunday 0). */
const days = Array.from({ length: 365 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index))).map((at) => ({
  date: at.toISOString().slice(0, 10),
  weekday: at.getUTCDay(),
}));

/** Every time in the year 2026 of the zone, found one after the other as a ticking clock would. */
function yearOf(cron: string, timeZone: string): readonly string[] {
  const times: string[] = [];
  for (let after = new Date(NEW_YEAR.getTime() - DAY); ; ) {
    const [next] = nextSlots({ cron, timeZone }, after, 1);
    if (!next) return times;
    const local = localTime(next, timeZone);
    if (local >= "2027") return times;
    if (local >= "2026") times.push(local);
    after = next;
  }
}

describe.each(ZONES)("a year in %s", (zone) => {
  test.each([
    ["weekdays at nine", presets.weekdays, ({ weekday }: (typeof days)[number]) => weekday % 6 !== 0],
    ["Mondays at nine", presets.mondays, ({ weekday }: (typeof days)[number]) => weekday === 1],
    [
      "the first of the month at nine",
      presets.monthly,
      ({ date }: (typeof days)[number]) => date.endsWith("-01"),
    ],
  ])("%s", (_, cron, isMeant) => {
    expect(yearOf(cron, zone)).toEqual(days.filter(isMeant).map(({ date }) => `${date} 09:00`));
  });

  test("every night at half past two: each day once, in the gap at its end", () => {
    const gap = { "America/New_York": "2026-03-08", "Australia/Sydney": "2026-10-04" }[zone as string];
    expect(yearOf("30 2 * * *", zone)).toEqual(
      days.map(({ date }) => (date === gap ? `${date} 03:00` : `${date} 02:30`)),
    );
  });

  test("every six hours comes every six hours, whatever the clocks do", () => {
    const slots = nextSlots({ cron: "0 */6 * * *", timeZone: zone }, NEW_YEAR, 4 * 365);
    const hours = slots
      .slice(1)
      .map((slot, index) => (slot.getTime() - (slots[index]?.getTime() ?? 0)) / 3_600_000);
    expect(new Set(hours.filter((each) => each < 5 || each > 7))).toEqual(new Set());
    expect(new Set(slots.map((slot) => localTime(slot, zone))).size).toBe(slots.length);
  });
});

describe("the latest time", () => {
  test("is found again from any moment after it, and none is before the first", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom<string>(...Object.values(presets), "30 2 * * *", "0 */6 * * *"),
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        (timeZone, cron, minutes) => {
          const schedule = { cron, timeZone };
          const after = new Date(NEW_YEAR.getTime() + minutes * 60_000);
          const [first, second] = nextSlots(schedule, after, 2);
          if (!first || !second) throw new Error("a schedule ended");
          expect(latestSlot(schedule, { after, now: new Date(first.getTime() - 1) })).toBeUndefined();
          expect(latestSlot(schedule, { after, now: first })).toEqual(first);
          expect(latestSlot(schedule, { after, now: new Date(second.getTime() - 1) })).toEqual(first);
          expect(latestSlot(schedule, { after, now: second })).toEqual(second);
          expect(latestSlot(schedule, { after: second, now: second })).toBeUndefined();
        },
      ),
    );
  });
});

describe("a schedule that somebody gives", () => {
  test("is written as it is meant", () => {
    expect(scheduleOf({ cron: "  0  9 * *   1 ", timeZone: " europe/berlin " }, NEW_YEAR)).toEqual({
      cron: "0 9 * * 1",
      timeZone: "Europe/Berlin",
    });
  });

  test.each([
    ["60 9 * * *", "Europe/Berlin", /not a cron expression/],
    ["0 9 * *", "Europe/Berlin", /five fields/],
    ["0 0 9 * * *", "Europe/Berlin", /five fields/],
    ["every morning", "Europe/Berlin", /five fields/],
    ["", "Europe/Berlin", /five fields/],
    ["0 9 30 2 *", "Europe/Berlin", /never comes/],
    ["* * * * *", "Europe/Berlin", /more than once an hour/],
    ["0,59 9 * * *", "Europe/Berlin", /more than once an hour/],
    ["0 9 * * 1", "Berlin", /no time zone “Berlin”/],
    ["0 9 * * 1", "", /no time zone/],
  ])("%s in %s is refused", (cron, timeZone, why) => {
    expect(() => scheduleOf({ cron, timeZone }, NEW_YEAR)).toThrow(ScheduleError);
    expect(() => scheduleOf({ cron, timeZone }, NEW_YEAR)).toThrow(why);
  });
});
