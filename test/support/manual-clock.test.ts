import { expect, test } from "vitest";
import { createManualClock } from "./manual-clock.ts";

const start = new Date("2026-11-23T09:00:00Z");

test("stands still until it is moved", async () => {
  const clock = createManualClock(start);
  expect(clock.now()).toEqual(start);
  await clock.advance(1_500);
  expect(clock.now()).toEqual(new Date("2026-11-23T09:00:01.500Z"));
});

test("fires timers in the order of their time, then of their setting, each at its own time", async () => {
  const clock = createManualClock(start);
  const fired: [string, number][] = [];
  const note = (name: string) => () => fired.push([name, clock.now().getTime() - start.getTime()]);
  clock.setTimeout(note("late"), 30);
  clock.setTimeout(note("early"), 10);
  clock.setTimeout(note("early too"), 10);
  clock.setTimeout(note("not yet"), 31);
  await clock.advance(30);
  expect(fired).toEqual([
    ["early", 10],
    ["early too", 10],
    ["late", 30],
  ]);
});

test("lets what one timer sets in motion run before the next fires", async () => {
  const clock = createManualClock(start);
  const order: string[] = [];
  const work = async () => {
    for (let step = 0; step < 50; step += 1) await Promise.resolve();
    order.push("work done");
    clock.setTimeout(() => order.push("set on the way"), 5);
  };
  clock.setTimeout(() => void work(), 10);
  clock.setTimeout(() => order.push("next"), 20);
  await clock.advance(20);
  expect(order).toEqual(["work done", "set on the way", "next"]);
});

test("repeats an interval until it is cleared, also by its own task", async () => {
  const clock = createManualClock(start);
  let times = 0;
  const interval = clock.setInterval(() => {
    times += 1;
    if (times === 3) clock.clearInterval(interval);
  }, 10);
  await clock.advance(25);
  expect(times).toBe(2);
  await clock.advance(100);
  expect(times).toBe(3);
});

test("does not fire what was cleared", async () => {
  const clock = createManualClock(start);
  let fired = false;
  const timer = clock.setTimeout(() => {
    fired = true;
  }, 10);
  clock.clearTimeout(timer);
  await clock.advance(10);
  expect(fired).toBe(false);
});

test("leaps over what lies between: an interval fires once, and a timeout waits on", async () => {
  const clock = createManualClock(start);
  const fired: string[] = [];
  clock.setInterval(() => fired.push("interval"), 10);
  clock.setTimeout(() => fired.push("timeout"), 10);
  await clock.leap(1_000);
  expect(fired).toEqual(["interval"]);
  await clock.advance(10);
  expect(fired.toSorted()).toEqual(["interval", "interval", "timeout"]);
});
