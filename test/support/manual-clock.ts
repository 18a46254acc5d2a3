import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../src/clock.ts";

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /**
   * Moves the time on and fires what falls due, each at its own time and in that order; what one sets in motion
   * runs, as far as it gets without the clock, before the next fires.
   */
  advance(milliseconds: number): Promise<void>;
  /**
   * Puts the hands forward, or back where it is less than nothing: every interval that has become due fires once, however often it was passed over, and a
   * timeout waits as long as it would have. Back, an interval does too.
   */
  leap(milliseconds: number): Promise<void>;
  /** Resolves as soon as a timer waits whose length fits. */
  timerSet(fits: (milliseconds: number) => boolean): Promise<void>;
  /** How many timers wait. */
  timers(): number;
}

interface Pending {
  readonly task: () => void;
  readonly length: number;
  readonly every?: number;
  at: number;
}

export function createManualClock(start = new Date("2026-11-23T09:00:00Z")): ManualClock {
  let time = start.getTime();
  /** One move after the other, so that two who move it at once add up. */
  let moving = Promise.resolve();
  const pending = new Set<Pending>();
  const awaiting = new Set<{ fits(milliseconds: number): boolean; resolve(): void }>();

  function add(timer: Pending): Pending {
    pending.add(timer);
    for (const waiter of awaiting) {
      if (!waiter.fits(timer.length)) continue;
      awaiting.delete(waiter);
      waiter.resolve();
    }
    return timer;
  }

  function clear(timer: unknown): void {
    for (const candidate of pending) if (candidate === timer) pending.delete(candidate);
  }

  /** Sorting keeps the order in which timers of the same time were set. */
  function nextUntil(end: number): Pending | undefined {
    return [...pending].filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)[0];
  }

  function fire(timer: Pending): void {
    time = Math.max(time, timer.at);
    if (timer.every === undefined) pending.delete(timer);
    else timer.at = time + timer.every;
    timer.task();
  }

  async function move(milliseconds: number): Promise<void> {
    const end = time + milliseconds;
    await setImmediate();
    for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
      fire(timer);
      await setImmediate();
    }
    time = end;
  }

  async function putForward(milliseconds: number): Promise<void> {
    time += milliseconds;
    for (const timer of pending) if (timer.every === undefined || milliseconds < 0) timer.at += milliseconds;
    for (const timer of [...pending].filter(({ at }) => at <= time)) if (pending.has(timer)) fire(timer);
    await setImmediate();
  }

  return {
    now: () => new Date(time),
    setTimeout: (task, milliseconds) => add({ task, length: milliseconds, at: time + milliseconds }),
    clearTimeout: clear,
    setInterval: (task, milliseconds) => {
      const every = Math.max(1, milliseconds);
      return add({ task, every, length: every, at: time + every });
    },
    clearInterval: clear,
    timerSet: (fits) =>
      new Promise((resolve) => {
        if ([...pending].some(({ length }) => fits(length))) resolve();
        else awaiting.add({ fits, resolve });
      }),
    timers: () => pending.size,
    advance(milliseconds) {
      moving = moving.then(() => move(milliseconds));
      return moving;
    },
    leap(milliseconds) {
      moving = moving.then(() => putForward(milliseconds));
      return moving;
    },
  };
}

const TICK_MILLISECONDS = 50;

/** Lets a clock go by itself until disposed, as fast as real time or faster, for work that waits again and again. */
export function letRun(clock: ManualClock, speed = 1): Disposable {
  const timer = setInterval(() => void clock.advance(TICK_MILLISECONDS * speed), TICK_MILLISECONDS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
