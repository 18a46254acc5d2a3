import {
  type ReadOrganizationKeysDependencies,
  readOrganizationKeys,
} from "../access-keys/read-organization-keys.ts";
import type { Job, Queue } from "./queue.ts";
import { type RoundsDependencies, startRounds } from "./rounds.ts";

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
export function startAccessKeyRounds(
  dependencies: RoundsDependencies & { readonly queue: Queue },
): () => Promise<void> {
  return startRounds(dependencies, {
    what: "access keys",
    everyMilliseconds: MINUTE_MILLISECONDS,
    work: () => ringAccessKeys(dependencies.queue),
  });
}
