import { type Clock, sleep } from "../clock.ts";
import { messageOf } from "../domain/errors.ts";
import type { Log } from "../log.ts";

export interface Trying<T> {
  /** What is being tried, for the log: "reach the database". */
  readonly what: string;
  attempt(): Promise<T>;
  /** Errors that trying again does not mend. */
  isFinal(error: unknown): boolean;
}

export interface KeepTryingDependencies {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

const FIRST_WAIT_MILLISECONDS = 500;
const LONGEST_WAIT_MILLISECONDS = 15_000;

/**
 * Repeats an attempt, ever more slowly, until it succeeds, fails for good, or the signal aborts. An attempt that hangs
 * is left behind then.
 */
export async function keepTrying<T>(
  { clock, log, signal }: KeepTryingDependencies,
  { what, attempt, isFinal }: Trying<T>,
): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => aborted.reject(signal.reason), { once: true });
  aborted.promise.catch(() => undefined);
  for (let wait = FIRST_WAIT_MILLISECONDS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MILLISECONDS)) {
    signal.throwIfAborted();
    try {
      return await Promise.race([attempt(), aborted.promise]);
    } catch (error) {
      if (isFinal(error) || signal.aborted) throw error;
      log.warn(
        { reason: messageOf(error), nextTryInMilliseconds: wait },
        `Could not ${what} yet; trying again`,
      );
      await sleep(clock, wait, signal);
    }
  }
}
