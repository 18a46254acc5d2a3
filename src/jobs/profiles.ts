import type { Profiles } from "../audit/profiles.ts";
import type { Job, Queue } from "./queue.ts";
import { type RoundsDependencies, startRounds } from "./rounds.ts";

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
export function startProfileRounds(
  dependencies: RoundsDependencies & { readonly queue: Queue },
): () => Promise<void> {
  return startRounds(dependencies, {
    what: "account profiles",
    everyMilliseconds: HOUR_MILLISECONDS,
    work: () => ringProfiles(dependencies.queue),
  });
}
