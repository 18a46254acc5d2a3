import { describe, expect, test } from "vitest";
import { createMovableClock, type MovableClock } from "../../src/playground/movable-clock.ts";
import { createManualClock } from "../support/manual-clock.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A clock over one that stands still, and what its timers did, with the hour at which they did it. */
function start() {
  const base = createManualClock();
  const clock = createMovableClock(base);
  const began = clock.now().getTime();
  const done: string[] = [];
  const note = (name: string) => () => {
    done.push(`${name} at ${(clock.now().getTime() - began) / HOUR}`);
  };
  return { base, clock, done, note };
}

describe("intervals of 3 h and 2 h, and a timeout of 1 h", () => {
  test.each<[string, number, string[]]>([
    ["nothing before its time", 0.5, []],
    ["the interval that is due", 2, ["every two at 2"]],
    [
      "what is due, earliest first, at the time that it then is",
      3.5,
      ["every two at 3.5", "every three at 3.5"],
    ],
    [
      "an interval once, however many periods were passed over",
      240,
      ["every two at 240", "every three at 240"],
    ],
  ])("put forward, fire %s", (_, hours, expected) => {
    const { clock, done, note } = start();
    clock.setInterval(note("every three"), 3 * HOUR);
    clock.setTimeout(note("one"), HOUR);
    clock.setInterval(note("every two"), 2 * HOUR);
    clock.forward(hours * HOUR);
    expect(done).toEqual(expected);
  });
});

test("an interval goes on from where it was put forward to", async () => {
  const { base, clock, done, note } = start();
  clock.setInterval(note("tick"), 2 * HOUR);
  clock.forward(5 * HOUR);
  await base.advance(4 * HOUR);
  expect(done).toEqual(["tick at 5", "tick at 7", "tick at 9"]);
});

test("a timeout waits as long as if the clock had not been put forward", async () => {
  const { base, clock, done, note } = start();
  clock.setTimeout(note("two"), 2 * HOUR);
  await base.advance(HOUR);
  clock.forward(DAY);
  expect(done).toEqual([]);
  await base.advance(HOUR);
  expect(done).toEqual(["two at 26"]);
});

test("time passes by itself too, and both add up", async () => {
  const { base, clock, done, note } = start();
  clock.setInterval(note("ten"), 10 * HOUR);
  await base.advance(4 * HOUR);
  clock.forward(5 * HOUR);
  expect(clock.aheadMilliseconds()).toBe(5 * HOUR);
  expect(done).toEqual([]);
  await base.advance(HOUR);
  expect(done).toEqual(["ten at 10"]);
});

test("a timer longer than Node's longest waits its full time", async () => {
  const { base, clock, done, note } = start();
  clock.setTimeout(note("forty days"), 40 * DAY);
  await base.advance(39 * DAY);
  expect(done).toEqual([]);
  await base.advance(DAY);
  expect(done).toEqual(["forty days at 960"]);
});

describe("cleared", () => {
  const ways: readonly [string, (clock: MovableClock, task: () => void) => unknown][] = [
    ["a timeout", (clock, task) => clock.setTimeout(task, 2 * HOUR)],
    ["an interval", (clock, task) => clock.setInterval(task, 2 * HOUR)],
  ];
  test.each(ways)("%s fires no more, even if the one before it cleared it", async (_, set) => {
    const { base, clock, done, note } = start();
    clock.clearTimeout(set(clock, note("cleared at once")));
    const later = set(clock, note("cleared by another"));
    clock.setInterval(() => clock.clearInterval(later), HOUR);
    clock.forward(3 * HOUR);
    await base.advance(DAY);
    expect(done).toEqual([]);
  });
});

test("a timer set by one that fires begins then", async () => {
  const { base, clock, done, note } = start();
  const first = clock.setInterval(() => {
    clock.clearInterval(first);
    clock.setTimeout(note("second"), HOUR);
  }, HOUR);
  clock.forward(5 * HOUR);
  expect(done).toEqual([]);
  await base.advance(HOUR);
  expect(done).toEqual(["second at 6"]);
});
