import type { Digests } from "../digests/digests.ts";
import type { Watches } from "../watches/watches.ts";
import { type RoundsDependencies, startRounds } from "./rounds.ts";

export interface ScheduleRoundsDependencies extends RoundsDependencies {
  readonly digests: Pick<Digests, "tick">;
  readonly watches: Pick<Watches, "tick" | "deliver" | "offer">;
}

/** People who asked for nine o'clock look at it then. */
const TICK_MILLISECONDS = 5_000;
/** An operator who is not there yet may be when it is offered the next time. */
const OFFER_MILLISECONDS = 10 * 60_000;

/**
 * Sees to what has to happen by itself. Digests, watches and the delivery of alerts go on side by side, so that none
 * of them waits for another. Returns how to stop.
 */
export function startScheduleRounds(dependencies: ScheduleRoundsDependencies): () => Promise<void> {
  const { digests, watches } = dependencies;
  const everyTick = { everyMilliseconds: TICK_MILLISECONDS, isFirstAtOnce: true };
  const stops = [
    startRounds(dependencies, { what: "digests", ...everyTick, work: digests.tick }),
    startRounds(dependencies, { what: "watches", ...everyTick, work: watches.tick }),
    startRounds(dependencies, { what: "alerts", ...everyTick, work: watches.deliver }),
    startRounds(dependencies, {
      what: "the offer of a first watch",
      everyMilliseconds: OFFER_MILLISECONDS,
      isFirstAtOnce: true,
      work: watches.offer,
    }),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
