import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { keepTrying } from "../../src/operations/keep-trying.ts";
import { createManualClock } from "../support/manual-clock.ts";

const log = pino({ level: "silent" });

function failing(times: number) {
  let tries = 0;
  return async () => {
    tries += 1;
    if (tries <= times) throw new Error(`try ${tries}`);
    return tries;
  };
}

describe("keepTrying", () => {
  test("tries again, ever more slowly, until it works", async () => {
    const clock = createManualClock();
    const began = clock.now().getTime();
    const result = keepTrying(
      { clock, log, signal: new AbortController().signal },
      { what: "work", attempt: failing(7), isFinal: () => false },
    );
    for (const wait of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      await clock.timerSet((length) => length === wait);
      await clock.advance(wait);
    }
    expect(await result).toBe(8);
    expect(clock.now().getTime() - began).toBe(45_500);
  });

  test("gives up at once on what trying again does not mend", async () => {
    const clock = createManualClock();
    const trying = keepTrying(
      { clock, log, signal: new AbortController().signal },
      { what: "work", attempt: failing(1), isFinal: () => true },
    );
    await expect(trying).rejects.toThrow("try 1");
  });

  test("stops waiting when it is told to", async () => {
    const clock = createManualClock();
    const stop = new AbortController();
    const trying = keepTrying(
      { clock, log, signal: stop.signal },
      { what: "work", attempt: failing(9), isFinal: () => false },
    );
    await clock.timerSet((length) => length === 500);
    stop.abort(new Error("enough"));
    await expect(trying).rejects.toThrow("enough");
  });
});
