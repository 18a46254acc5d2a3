import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";

export interface RoundsDependencies {
  readonly clock: Clock;
  readonly log: Log;
}

/** Something that is done again and again. */
export interface Rounds {
  /** Names it in the log. */
  readonly what: string;
  readonly everyMilliseconds: number;
  /** Whether the first round is at the start, and not one interval later. */
  readonly isFirstAtOnce?: boolean;
  /** The signal aborts when no more rounds are wanted: a long one then ends where it can. */
  readonly work: (stopping: AbortSignal) => Promise<unknown>;
}

/**
 * Does something again and again, one round after the other; one round's trouble is left to the next. Returns how to
 * stop, which waits for the round that is under way.
 */
export function startRounds(
  { clock, log }: RoundsDependencies,
  { what, everyMilliseconds, isFirstAtOnce = false, work }: Rounds,
): () => Promise<void> {
  const stopping = new AbortController();
  let underWay: Promise<void> | undefined;

  async function attempt(): Promise<void> {
    try {
      await work(stopping.signal);
    } catch (error) {
      log.error({ err: error, what }, "A round was cut short");
    }
  }

  const round = () => {
    underWay ??= attempt().finally(() => {
      underWay = undefined;
    });
  };

  if (isFirstAtOnce) round();
  const timer = clock.setInterval(round, everyMilliseconds);
  return async () => {
    clock.clearInterval(timer);
    stopping.abort();
    await underWay;
  };
}
