import { expect, test } from "vitest";
import { startRounds } from "../../src/jobs/rounds.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { watchLog } from "../support/secrecy/scan.ts";

/** Rounds of ten seconds whose work is held until it is let go. */
function rounds({ isFirstAtOnce = false } = {}) {
  const clock = createManualClock();
  const watched = watchLog("the log of rounds");
  const held: {
    readonly end: () => void;
    readonly fail: (error: Error) => void;
    readonly stopping: AbortSignal;
  }[] = [];
  const stop = startRounds(
    { clock, log: watched.log },
    {
      what: "test",
      everyMilliseconds: 10_000,
      isFirstAtOnce,
      work: (stopping) => new Promise<void>((end, fail) => held.push({ end, fail, stopping })),
    },
  );
  return { clock, held, stop, logged: watched.logged };
}

test("rounds come one after the other, and none while one is under way", async () => {
  const { clock, held, stop } = rounds();
  await clock.advance(9_999);
  expect(held).toHaveLength(0);
  await clock.advance(1);
  await clock.advance(30_000);
  expect(held).toHaveLength(1);
  held[0]?.end();
  await clock.advance(10_000);
  expect(held).toHaveLength(2);
  held[1]?.end();
  await stop();
  await clock.advance(60_000);
  expect(held).toHaveLength(2);
});

test("the first may be at once", () => {
  expect(rounds({ isFirstAtOnce: true }).held).toHaveLength(1);
});

test("trouble is logged by what it was and left to the next round", async () => {
  const { clock, held, logged } = rounds();
  await clock.advance(10_000);
  held[0]?.fail(new Error("no answer"));
  await clock.advance(10_000);
  expect(held).toHaveLength(2);
  expect(logged()).toMatch(/"what":"test".*no answer|no answer.*"what":"test"/s);
});

test("stopping waits for the round that is under way, which is told of it", async () => {
  const { clock, held, stop } = rounds();
  await clock.advance(10_000);
  const order: string[] = [];
  expect(held[0]?.stopping.aborted).toBe(false);
  const stopped = stop().then(() => order.push("stopped"));
  expect(held[0]?.stopping.aborted).toBe(true);
  await clock.advance(1_000);
  order.push("let go");
  held[0]?.end();
  await stopped;
  expect(order).toEqual(["let go", "stopped"]);
});
