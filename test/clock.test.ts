import { describe, expect, test } from "vitest";
import { rememberFor, sleep, systemClock } from "../src/clock.ts";
import { createManualClock } from "./support/manual-clock.ts";

/** Where a promise stands, asked without waiting for it. */
function follow(promise: Promise<unknown>): {
  state: "pending" | "fulfilled" | "rejected";
  reason?: unknown;
} {
  const followed: { state: "pending" | "fulfilled" | "rejected"; reason?: unknown } = { state: "pending" };
  promise.then(
    () => {
      followed.state = "fulfilled";
    },
    (reason: unknown) => {
      followed.state = "rejected";
      followed.reason = reason;
    },
  );
  return followed;
}

describe("the system's clock", () => {
  test("fires what is set and not what is cleared", async () => {
    let fired = false;
    const cleared = systemClock.setTimeout(() => {
      fired = true;
    }, 0);
    systemClock.clearTimeout(cleared);
    const never = systemClock.setInterval(() => {
      fired = true;
    }, 0);
    systemClock.clearInterval(never);
    await new Promise<void>((resolve) => systemClock.setTimeout(resolve, 1));
    expect(fired).toBe(false);
    expect(systemClock.now()).toBeInstanceOf(Date);
  });
});

describe("sleeping", () => {
  test("ends when the clock's time is over, not before", async () => {
    const clock = createManualClock();
    const sleeping = follow(sleep(clock, 1_000));
    await clock.advance(999);
    expect(sleeping.state).toBe("pending");
    await clock.advance(1);
    expect(sleeping.state).toBe("fulfilled");
  });

  test("ends at once, with the reason, when the signal aborts, and leaves no timer behind", async () => {
    const clock = createManualClock();
    const cleared: unknown[] = [];
    const abort = new AbortController();
    const watched = { ...clock, clearTimeout: (timer: unknown) => cleared.push(timer) };
    const sleeping = follow(sleep(watched, 1_000, abort.signal));
    const reason = new Error("enough");
    abort.abort(reason);
    await clock.advance(0);
    expect(sleeping).toEqual({ state: "rejected", reason });
    expect(cleared).toHaveLength(1);
  });

  test("does not begin when the signal has aborted", async () => {
    const reason = new Error("enough");
    await expect(sleep(createManualClock(), 1_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  test("is over for good once its time is over", async () => {
    const clock = createManualClock();
    const abort = new AbortController();
    const sleeping = follow(sleep(clock, 10, abort.signal));
    await clock.advance(10);
    abort.abort();
    await clock.advance(0);
    expect(sleeping.state).toBe("fulfilled");
  });
});

describe("remembering", () => {
  function counting() {
    let asked = 0;
    return async () => {
      asked += 1;
      return asked;
    };
  }

  test("asks once for all who ask within the time, and anew after it", async () => {
    const clock = createManualClock();
    const remember = rememberFor<number>(clock, 1_000);
    const ask = counting();
    expect(await Promise.all([remember("a", ask), remember("a", ask)])).toEqual([1, 1]);
    await clock.advance(999);
    expect(await remember("a", ask)).toBe(1);
    await clock.advance(1);
    expect(await remember("a", ask)).toBe(2);
  });

  test("keeps keys apart", async () => {
    const remember = rememberFor<number>(createManualClock(), 1_000);
    const ask = counting();
    expect(await remember("a", ask)).toBe(1);
    expect(await remember("b", ask)).toBe(2);
    expect(await remember("a", ask)).toBe(1);
  });

  test("does not remember a failure, which everyone who waits for it gets", async () => {
    const remember = rememberFor<number>(createManualClock(), 1_000);
    const fail = () => Promise.reject(new Error("no"));
    const failing = [remember("a", fail), remember("a", counting())];
    for (const answer of failing) await expect(answer).rejects.toThrow("no");
    expect(await remember("a", counting())).toBe(1);
  });

  test("keeps the newer answer when an older question fails late", async () => {
    const clock = createManualClock();
    const remember = rememberFor<number>(clock, 1_000);
    const slow = Promise.withResolvers<number>();
    const failing = follow(remember("a", () => slow.promise));
    await clock.advance(1_000);
    const ask = counting();
    expect(await remember("a", ask)).toBe(1);
    slow.reject(new Error("late"));
    await clock.advance(0);
    expect(failing.state).toBe("rejected");
    expect(await remember("a", ask)).toBe(1);
  });
});
