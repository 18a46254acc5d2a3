import type { Clock } from "../clock.ts";

const LIMIT_MS = 5_000;

/** Whether `query` fulfills within five seconds; why it does not is the next real query's to say. */
export function answersInTime(clock: Clock, query: () => Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(() => resolve(false), LIMIT_MS);
    const settle = (alive: boolean) => {
      clock.clearTimeout(timer);
      resolve(alive);
    };
    query().then(
      () => settle(true),
      () => settle(false),
    );
  });
}
