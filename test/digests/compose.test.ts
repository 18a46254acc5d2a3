import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Composing, compose, findingIdsIn, isQuiet, kindOf } from "../../src/digests/compose.ts";
import { EMPTY_LOG } from "../../src/domain/audit-log.ts";
import type { Digest } from "../../src/domain/digest.ts";
import { type FindingState, findingStates } from "../../src/domain/finding.ts";
import type { Shift, Stand } from "../../src/store/digest-memory.ts";

const at = new Date("2026-11-23T09:00:00Z");
const nobody = { total: 0, accounts: [] };
const nothing = { total: 0, findingIds: [] };
const noneOpen = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const coverage = { inScope: 2, read: 2, unread: [], notActive: 0 };

const digest: Digest = {
  id: 3,
  channel: "C1",
  scope: { kind: "organization" },
  schedule: { cron: "0 9 * * *", timeZone: "UTC" },
  content: "changes",
  isSilentWhenGreen: true,
  maxAgeHours: 24,
  createdBy: "U1",
  createdAt: at,
  nextAt: new Date("2026-11-24T09:00:00Z"),
};

function composing(shifts: readonly Shift[] | undefined, given: Partial<Composing> = {}): Composing {
  const since = { at, joined: nobody, left: nobody, coverage };
  return {
    digest,
    slot: { at, isExtra: false },
    at,
    audit: { id: 1, finishedAt: at, coverage },
    skipped: 0,
    work: { open: noneOpen, overdue: 0, worst: nothing, expiring: nothing },
    trend: [],
    logHead: EMPTY_LOG,
    ...(shifts && { since: { ...since, shifts } }),
    ...given,
  };
}

describe("a finding is told as", () => {
  const stand = (state: FindingState, isOverdue = false): Stand => ({ state, isOverdue });
  const open = stand("open");
  test.each<[string | undefined, string, Stand | undefined, Stand, boolean]>([
    ["appeared", "not remembered and open", undefined, open, false],
    ["appeared", "new and overdue already", undefined, stand("open", true), false],
    ["reopened", "not remembered, and open again", undefined, open, true],
    [undefined, "put aside before it was told", undefined, stand("snoozed"), false],
    [undefined, "over before it was told", undefined, stand("resolved"), false],
    ["fixed", "resolved", stand("acknowledged"), stand("resolved"), false],
    ["fixed", "resolved while its risk was accepted", stand("accepted"), stand("resolved"), true],
    ["closed", "closed", open, stand("closed"), false],
    ["reopened", "open again in another way", open, open, true],
    ["reopened", "back from a snooze", stand("snoozed"), stand("acknowledged"), false],
    ["reopened", "back and overdue, as one thing", stand("accepted"), stand("open", true), true],
    ["overdue", "overdue since", open, stand("open", true), false],
    ["overdue", "overdue since, though somebody has it", open, stand("acknowledged", true), false],
    [undefined, "overdue as before", stand("open", true), stand("acknowledged", true), false],
    [undefined, "taken on", open, stand("acknowledged"), false],
    [undefined, "put aside since", open, stand("accepted"), false],
    [undefined, "overdue no more", stand("open", true), open, false],
  ])("%s where it is %s", (kind, _, before, now, isBack) => {
    expect(kindOf({ ...(before && { before }), now, isBack, total: 1, first: [] })).toBe(kind);
  });
});

const anyStand = fc.record({ state: fc.constantFrom(...findingStates), isOverdue: fc.boolean() });

/** Shifts of findings with ids of their own, each of them named. */
const anyShifts: fc.Arbitrary<readonly Shift[]> = fc
  .array(
    fc.record(
      { before: anyStand, now: anyStand, isBack: fc.boolean(), total: fc.integer({ min: 1, max: 4 }) },
      { requiredKeys: ["now", "isBack", "total"] },
    ),
    { maxLength: 12 },
  )
  .map((shifts) => {
    let id = 0;
    return shifts.map((shift) => ({
      ...shift,
      first: Array.from({ length: shift.total }, () => {
        id += 1;
        return { id, position: id };
      }),
    }));
  });

describe("what has changed", () => {
  test("names each finding once at most, the worst first, and counts them all", () => {
    fc.assert(
      fc.property(anyShifts, (shifts) => {
        const report = compose(composing(shifts));
        const { appeared, fixed, reopened, closed, overdue } = report.changes ?? {
          ...{ appeared: nothing, fixed: nothing, reopened: nothing, closed: nothing, overdue: nothing },
        };
        const groups = [appeared, fixed, reopened, closed, overdue];
        const ids = groups.flatMap(({ findingIds }) => findingIds);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { findingIds, total } of groups) {
          expect(findingIds).toEqual(findingIds.toSorted((one, other) => one - other));
          expect(findingIds).toHaveLength(Math.min(total, 10));
        }
        const told = shifts.filter((shift) => kindOf(shift) !== undefined);
        const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
        expect(sum(groups.map(({ total }) => total))).toBe(sum(told.map(({ total }) => total)));
        expect(findingIdsIn(report).toSorted()).toEqual(ids.toSorted());
      }),
    );
  });

  test("is nothing where everything stands as it stood", () => {
    fc.assert(
      fc.property(anyStand, (stand) => {
        const same: Shift = { before: stand, now: stand, isBack: false, total: 1, first: [] };
        const ended = stand.state === "resolved" || stand.state === "closed";
        const isAside = ["snoozed", "accepted", "explained"].includes(stand.state);
        expect(kindOf(same) === undefined || ended || isAside).toBe(true);
        if (!ended) expect(kindOf(same)).toBeUndefined();
      }),
    );
  });
});

describe("a digest", () => {
  const shift: Shift = {
    now: { state: "open", isOverdue: false },
    isBack: false,
    total: 1,
    first: [{ id: 7, position: 1 }],
  };
  const unread = { ...coverage, read: 1 };
  test.each<[boolean, string, Composing]>([
    [true, "nothing is open and nothing has changed", composing([])],
    [false, "it is the first", composing(undefined)],
    [false, "something has appeared", composing([shift])],
    [
      false,
      "something is open",
      composing([], {
        work: { open: { ...noneOpen, low: 1 }, overdue: 0, worst: nothing, expiring: nothing },
      }),
    ],
    [
      true,
      "only what needs nobody is open",
      composing([], {
        work: { open: { ...noneOpen, info: 1 }, overdue: 0, worst: nothing, expiring: nothing },
      }),
    ],
    [
      false,
      "an account has joined",
      composing([], {
        since: { at, shifts: [], joined: { total: 1, accounts: [] }, left: nobody, coverage },
      }),
    ],
    [false, "less could be read", composing([], { audit: { id: 1, finishedAt: at, coverage: unread } })],
    [
      true,
      "as little could be read as before",
      composing([], {
        audit: { id: 1, finishedAt: at, coverage: unread },
        since: { at, shifts: [], joined: nobody, left: nobody, coverage: unread },
      }),
    ],
    [false, "a time before was skipped", composing([], { skipped: 1 })],
    [false, "its facts are old", composing([], { staleBecause: "audit A2 was cancelled" })],
  ])("quiet: %s, where %s", (quiet, _, given) => {
    expect(isQuiet(compose(given))).toBe(quiet);
  });

  test.each([
    [false, 10, false],
    [true, 11, false],
    [false, 11, true],
  ])("late: %s, %s minutes after its time (asked for: %s)", (isLate, minutes, isExtra) => {
    const later = new Date(at.getTime() + minutes * 60_000);
    expect(compose(composing([], { at: later, slot: { at, isExtra } })).isLate).toBe(isLate);
  });

  test("names its next time unless it is paused", () => {
    expect(compose(composing([])).nextAt).toEqual(digest.nextAt);
    expect(compose(composing([], { digest: { ...digest, paused: { at } } }))).not.toHaveProperty("nextAt");
  });
});
