import type { Clock } from "../../../src/clock.ts";

/** A clock that stands still until it is moved; timers run in the order in which they fall due. */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
  /** Resolves as soon as a timer of this length is set, and says so for one that was set before. */
  timerSet(milliseconds: number): Promise<void>;
}

interface Pending {
  readonly task: () => void;
  readonly at: number;
  readonly length: number;
}

export function createManualClock(start = new Date("2026-11-23T09:00:00Z")): ManualClock {
  let time = start.getTime();
  const pending = new Set<Pending>();
  const waiting: { length: number; resolve: () => void }[] = [];
  const setTimer = (task: () => void, length: number) => {
    const timer = { task, at: time + length, length };
    pending.add(timer);
    for (const waiter of waiting) if (waiter.length === length) waiter.resolve();
    return timer;
  };
  const clear = (timer: unknown) => {
    for (const candidate of pending) if (candidate === timer) pending.delete(candidate);
  };
  return {
    now: () => new Date(time),
    setTimeout: setTimer,
    clearTimeout: clear,
    setInterval: setTimer,
    clearInterval: clear,
    advance(milliseconds) {
      time += milliseconds;
      const due = [...pending].filter(({ at }) => at <= time).toSorted((one, other) => one.at - other.at);
      for (const timer of due) {
        pending.delete(timer);
        timer.task();
      }
    },
    timerSet(length) {
      if ([...pending].some((timer) => timer.length === length)) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ length, resolve }));
    },
  };
}
