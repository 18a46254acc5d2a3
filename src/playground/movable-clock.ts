import { type Clock, systemClock, type Timer } from "../clock.ts";

/** A clock that goes by itself and can be put forward. */
export interface MovableClock extends Clock {
  /** How far it is ahead of the clock that it goes by. */
  aheadMilliseconds(): number;
  /**
   * Puts the clock forward and fires the intervals that have become due, earliest first, each once, however many of
   * its periods were passed over. A timeout waits as long as it would have: what somebody waits for takes no longer
   * because the hands were moved.
   */
  forward(milliseconds: number): void;
}

interface Pending {
  readonly task: () => void;
  readonly every?: number;
  at: number;
  waiting?: Timer;
}

/** The longest that one timer of Node can be; a longer one fires at once instead. */
const LONGEST_MILLISECONDS = 2 ** 31 - 1;

/** Makes a clock that is as late as `base` until it is moved. */
export function createMovableClock(base: Clock = systemClock): MovableClock {
  let ahead = 0;
  const pending = new Set<Pending>();
  const time = () => base.now().getTime() + ahead;

  function add(timer: Pending): Pending {
    pending.add(timer);
    wait(timer);
    return timer;
  }

  function wait(timer: Pending): void {
    base.clearTimeout(timer.waiting);
    const left = Math.min(Math.max(0, timer.at - time()), LONGEST_MILLISECONDS);
    timer.waiting = base.setTimeout(() => fireIfDue(timer), left);
  }

  function fireIfDue(timer: Pending): void {
    // One that fired before it may have cleared this one.
    if (!pending.has(timer)) return;
    const isDue = timer.at <= time();
    if (isDue && timer.every !== undefined) timer.at = time() + timer.every;
    if (isDue && timer.every === undefined) clear(timer);
    else wait(timer);
    if (isDue) timer.task();
  }

  function clear(known: Timer): void {
    const timer = [...pending].find((candidate) => candidate === known);
    if (!timer) return;
    base.clearTimeout(timer.waiting);
    pending.delete(timer);
  }

  return {
    now: () => new Date(time()),
    setTimeout: (task, milliseconds) => add({ task, at: time() + milliseconds }),
    clearTimeout: clear,
    setInterval: (task, milliseconds) => {
      const every = Math.max(1, milliseconds);
      return add({ task, every, at: time() + every });
    },
    clearInterval: clear,
    aheadMilliseconds: () => ahead,
    forward(milliseconds) {
      ahead += milliseconds;
      const timers = [...pending].toSorted((one, other) => one.at - other.at);
      for (const timer of timers) if (timer.every === undefined) timer.at += milliseconds;
      for (const timer of timers) fireIfDue(timer);
    },
  };
}
