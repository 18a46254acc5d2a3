import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findingStates } from "../../src/domain/finding.ts";
import { createLocalClock } from "../../src/findings/local-time.ts";
import { heldUntil, reminderDue } from "../../src/findings/reminder-times.ts";

const at = (text: string) => new Date(text);
const later = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000);
const dueAt = at("2026-11-25T15:00:00Z");
const openedAt = later(dueAt, -30);
const acknowledged = { state: "acknowledged", dueAt, openedAt, hasLead: true } as const;

describe("a reminder is due", () => {
  const owner = (key: string, why: string) => ({ key, to: "owner", why });
  const lead = (key: string) => ({ key, to: "lead", why: "overdue" });
  const table: readonly (readonly [string, string, object | undefined])[] = [
    ["two days before", "2026-11-23T23:59:59Z", undefined],
    ["as the day before begins", "2026-11-24T00:00:00Z", owner("before", "due tomorrow")],
    ["as the day before ends", "2026-11-24T23:59:59Z", owner("before", "due tomorrow")],
    ["on the day", "2026-11-25T00:00:00Z", owner("due", "due today")],
    ["late on the day", "2026-11-25T23:59:59Z", owner("due", "due today")],
    ["on the day after, if it was missed", "2026-11-26T00:00:00Z", owner("due", "overdue")],
    ["two days after", "2026-11-27T12:00:00Z", owner("due", "overdue")],
    ["three days after", "2026-11-28T00:00:00Z", owner("+3", "overdue")],
    ["six days after", "2026-12-01T12:00:00Z", owner("+3", "overdue")],
    ["seven days after", "2026-12-02T00:00:00Z", owner("+7", "overdue")],
    ["thirteen days after", "2026-12-08T23:59:59Z", owner("+7", "overdue")],
    ["two weeks after, to the lead", "2026-12-09T00:00:00Z", lead("lead 14")],
    ["in the third week", "2026-12-15T23:59:59Z", lead("lead 14")],
    ["three weeks after", "2026-12-16T00:00:00Z", lead("lead 21")],
    ["a year after", "2027-11-25T00:00:00Z", lead("lead 364")],
  ];

  test.each(table)("%s", (_when, now, reminder) => {
    expect(reminderDue(acknowledged, at(now), createLocalClock(undefined))).toEqual(reminder);
  });

  test.each([
    [13, "+7"],
    [14, "weekly 14"],
    [20, "weekly 14"],
    [364, "weekly 364"],
  ])("to the owner where there is no lead: %i days after", (days, key) => {
    const reminder = reminderDue(
      { ...acknowledged, hasLead: false },
      later(dueAt, days),
      createLocalClock(undefined),
    );
    expect(reminder).toEqual(owner(key, "overdue"));
  });

  test.each([
    ["Asia/Tokyo", "before", "due tomorrow"],
    ["Europe/Berlin", "due", "due today"],
    ["Nowhere/Atlantis", "before", "due tomorrow"],
  ] as const)("by the calendar of %s", (timeZone, key, why) => {
    expect(reminderDue(acknowledged, at("2026-11-24T23:30:00Z"), createLocalClock(timeZone))).toMatchObject({
      key,
      why,
    });
  });

  test.each([
    [1, undefined],
    [2, "before"],
  ])("the day before only where it was not found then: opened %i days before", (days, key) => {
    const opened = { ...acknowledged, openedAt: later(dueAt, -days) };
    expect(reminderDue(opened, later(dueAt, -1), createLocalClock("Europe/Berlin"))?.key).toBe(key);
    expect(reminderDue(opened, dueAt, createLocalClock("Europe/Berlin"))?.key).toBe("due");
  });

  test.each(findingStates)("of one that is %s", (state) => {
    const isReminded = ["open", "acknowledged"].includes(state);
    expect(reminderDue({ ...acknowledged, state }, dueAt, createLocalClock(undefined)) !== undefined).toBe(
      isReminded,
    );
  });

  test("never before it has a due date", () => {
    expect(
      reminderDue({ state: "open", openedAt, hasLead: true }, later(dueAt, 100), createLocalClock(undefined)),
    ).toBeUndefined();
  });

  test("once for each key as time goes on, and for none again", () => {
    const keys = Array.from({ length: 24 * 60 }, (_, hour) =>
      reminderDue(acknowledged, later(dueAt, hour / 24 - 5), createLocalClock("America/New_York")),
    ).flatMap((reminder) => reminder?.key ?? []);
    const changes = keys.filter((key, index) => key !== keys[index - 1]);
    expect(changes).toEqual([
      ...["before", "due", "+3", "+7"],
      ...["lead 14", "lead 21", "lead 28", "lead 35", "lead 42", "lead 49"],
    ]);
  });
});

describe("reminders are held", () => {
  const table: readonly (readonly [string, string, string, string | undefined])[] = [
    ["in the morning, until nine", "Europe/Berlin", "2026-11-25T07:59:59Z", "2026-11-25T08:00:00Z"],
    ["not from nine on", "Europe/Berlin", "2026-11-25T08:00:00Z", undefined],
    ["not before six", "Europe/Berlin", "2026-11-25T16:59:59Z", undefined],
    ["from six on, until the next morning", "Europe/Berlin", "2026-11-25T17:00:00Z", "2026-11-26T08:00:00Z"],
    ["over the weekend", "Europe/Berlin", "2026-11-27T17:00:00Z", "2026-11-30T08:00:00Z"],
    ["on a Saturday at noon", "Europe/Berlin", "2026-11-28T11:00:00Z", "2026-11-30T08:00:00Z"],
    ["early on a Sunday", "Europe/Berlin", "2026-11-29T03:00:00Z", "2026-11-30T08:00:00Z"],
    ["while clocks go forward", "Europe/Berlin", "2026-03-27T17:00:00Z", "2026-03-30T07:00:00Z"],
    ["while clocks go back", "Europe/Berlin", "2026-10-23T16:00:00Z", "2026-10-26T08:00:00Z"],
    ["while clocks go forward", "America/New_York", "2026-03-06T23:00:00Z", "2026-03-09T13:00:00Z"],
    ["while clocks go back", "America/New_York", "2026-10-30T22:00:00Z", "2026-11-02T14:00:00Z"],
    ["while clocks go back", "Pacific/Auckland", "2026-04-03T05:00:00Z", "2026-04-05T21:00:00Z"],
    ["while clocks go forward", "Pacific/Auckland", "2026-09-25T06:00:00Z", "2026-09-27T20:00:00Z"],
    ["by half hours", "Asia/Kolkata", "2026-11-25T03:29:59Z", "2026-11-25T03:30:00Z"],
    ["over the end of a year", "Asia/Kolkata", "2026-12-31T12:30:00Z", "2027-01-01T03:30:00Z"],
  ];

  test.each(table)("%s (%s)", (_when, timeZone, now, until) => {
    expect(heldUntil(at(now), timeZone)).toEqual(until && at(until));
  });

  test.each([undefined, "Nowhere/Atlantis"])("by UTC where the time zone is %s", (timeZone) => {
    expect(heldUntil(at("2026-11-25T08:59:00Z"), timeZone)).toEqual(at("2026-11-25T09:00:00Z"));
    expect(heldUntil(at("2026-11-25T17:59:00Z"), timeZone)).toBeUndefined();
  });
});

const zones = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"] as const;

describe.each(zones)("whenever it is in %s", (timeZone) => {
  const anyTime = fc.date({ min: at("2026-01-01"), max: at("2029-01-01"), noInvalidDate: true });
  const clockAt = (date: Date) =>
    date.toLocaleString("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" });

  test("what is held goes at nine on a working day, within three days, and not before", () => {
    fc.assert(
      fc.property(anyTime, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (now, fraction) => {
        const until = heldUntil(now, timeZone);
        if (!until) return;
        expect(clockAt(until)).toMatch(/^(Mon|Tue|Wed|Thu|Fri),? 09:00$/);
        const wait = until.getTime() - now.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(64 * 3_600_000);
        expect(heldUntil(until, timeZone)).toBeUndefined();
        expect(heldUntil(new Date(now.getTime() + Math.floor(wait * fraction)), timeZone)).toEqual(until);
      }),
    );
  });

  test("what is not held is told in working hours", () => {
    fc.assert(
      fc.property(anyTime, (now) => {
        const isWorking = /^(Mon|Tue|Wed|Thu|Fri),? (09|1[0-7]):/.test(clockAt(now));
        expect(heldUntil(now, timeZone) === undefined).toBe(isWorking);
      }),
    );
  });
});
