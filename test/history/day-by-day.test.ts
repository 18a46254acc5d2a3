import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Posture } from "../../src/domain/posture.ts";
import { dayByDay } from "../../src/history/day-by-day.ts";
import { postureOn } from "../slack/views/postures.ts";

const START = Date.UTC(2026, 0, 1);
const DAY = 86_400_000;

function dayOf(number: number): string {
  return new Date(START + number * DAY).toISOString().slice(0, 10);
}

/** A past of known days, of each how many checks failed. */
const past = (known: readonly (readonly [day: number, failing: number])[]): readonly Posture[] =>
  known.map(([day, high]) => postureOn(dayOf(day), { high }));

const figuresOf = (postures: readonly Posture[]) =>
  postures.map(({ day, failures }) => [(Date.parse(day) - START) / DAY, failures.high]);

describe("where something stood, day by day", () => {
  test.each([
    ["of nothing", [], []],
    ["of one day", [[3, 1]], [[3, 1]]],
    [
      "with days of which nothing is known as the one before, and the newest as it is",
      [
        [0, 5],
        [3, 2],
        [5, 2],
      ],
      [
        [0, 5],
        [1, 5],
        [2, 5],
        [3, 2],
        [4, 2],
        [5, 2],
      ],
    ],
  ] as const)("%s", (_, known, expected) => {
    expect(figuresOf(dayByDay(past(known)))).toEqual(expected);
  });

  test.each([
    [19, 1, 20],
    [20, 2, 11],
    [39, 2, 20],
    [40, 3, 14],
    [3_650, 183, 20],
  ])("over %i days has a point every %i days, %i in all", (days, step, points) => {
    const shown = figuresOf(
      dayByDay(
        past([
          [0, 7],
          [days, 3],
        ]),
      ),
    );
    expect(shown).toHaveLength(points);
    expect(shown.at(-1)).toEqual([days, 3]);
    expect(shown.at(-2)).toEqual([days - step, 7]);
  });
});

const known = fc
  .uniqueArray(fc.tuple(fc.oneof(fc.nat(40), fc.nat(4_000)), fc.nat(2)), {
    selector: ([day]) => day,
    minLength: 1,
    maxLength: 60,
  })
  .map((days) => days.toSorted(([one], [other]) => one - other));

test("points are as far from one another, each as it stood at that time, the newest day the last", () => {
  const property = fc.property(known, (days) => {
    const shown = figuresOf(dayByDay(past(days)));
    expect(shown.length).toBeLessThanOrEqual(20);
    expect(shown.at(-1)).toEqual(days.at(-1));
    const gaps = shown.slice(1).map(([day = 0], index) => day - (shown[index]?.[0] ?? 0));
    expect(new Set(gaps).size).toBeLessThanOrEqual(1);
    for (const [day = 0, failing] of shown)
      expect(failing).toBe(days.findLast(([earlier]) => earlier <= day)?.[1]);
  });
  fc.assert(property);
});

test("days on which nothing changed make no difference", () => {
  const property = fc.property(known, (days) => {
    const changes = days.filter(
      ([, failing], index) => index === days.length - 1 || failing !== days[index - 1]?.[1],
    );
    expect(dayByDay(past(changes))).toEqual(dayByDay(past(days)));
  });
  fc.assert(property);
});
