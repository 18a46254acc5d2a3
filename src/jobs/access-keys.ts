import {
  type ReadOrganizationKeysDependencies,
  readOrganizationKeys,
} from "../access-keys/read-organization-keys.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Job, Queue } from "./queue.ts";

const ACCESS_KEYS_JOB = "access-keys";
const MINUTE_MILLISECONDS = 60_000;

/** Reads the organization's access keys for those who wait for them. */
export function accessKeysJob(dependencies: ReadOrganizationKeysDependencies): Job<object> {
  return {
    name: ACCESS_KEYS_JOB,
    concurrency: 1,
    handle: (_, signal) => readOrganizationKeys(dependencies, signal),
  };
}

export function ringAccessKeys(queue: Queue): Promise<void> {
  return queue.ring(ACCESS_KEYS_JOB, ACCESS_KEYS_JOB, {});
}

/** Rings once a minute for what a crash or a lost ring has left lying. Returns how to stop. */
export function startAccessKeyRounds(dependencies: {
  readonly queue: Queue;
  readonly clock: Clock;
  readonly log: Log;
}): () => void {
  const { queue, clock, log } = dependencies;
  const timer = clock.setInterval(() => {
    ringAccessKeys(queue).catch((error: unknown) =>
      log.warn({ err: error }, "The queue could not be rung for access keys"),
    );
  }, MINUTE_MILLISECONDS);
  return () => clock.clearInterval(timer);
}
