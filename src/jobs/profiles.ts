import type { Profiles } from "../audit/profiles.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Job, Queue } from "./queue.ts";

const PROFILES_JOB = "profiles";
const HOUR_MILLISECONDS = 3_600_000;

/** Reads the profiles that are missing or too old. */
export function profilesJob({ profiles }: { readonly profiles: Profiles }): Job<object> {
  return {
    name: PROFILES_JOB,
    concurrency: 1,
    handle: async (_, signal) => {
      await profiles.refreshAll(signal);
    },
  };
}

export function ringProfiles(queue: Queue): Promise<void> {
  return queue.ring(PROFILES_JOB, PROFILES_JOB, {});
}

/** Rings once an hour for profiles that have grown old. Returns how to stop. */
export function startProfileRounds(dependencies: {
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
}): () => void {
  const { queue, clock, log } = dependencies;
  const timer = clock.setInterval(() => {
    ringProfiles(queue).catch((error: unknown) =>
      log.warn({ err: error }, "The queue could not be rung for account profiles"),
    );
  }, HOUR_MILLISECONDS);
  return () => clock.clearInterval(timer);
}
