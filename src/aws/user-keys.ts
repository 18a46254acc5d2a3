import PQueue from "p-queue";
import { type AccessKey, idleSince } from "../domain/access-key.ts";
import type { Unreadable } from "../domain/read.ts";
import { readAccessKeysOf } from "./access-keys.ts";
import type { ReportedUser } from "./key-rows.ts";
import type { Reading } from "./reading.ts";

/** Users of one account whose keys are listed one by one. */
const MOST_LISTED = 500;
const AT_ONCE = 5;

/** The keys of users who were asked for theirs, and why some were not. */
interface ListedUsers {
  readonly listed: ReadonlyMap<string, readonly AccessKey[]>;
  readonly why?: Unreadable;
}

/** Lists users' keys until one is refused: what one is refused, all are. */
export async function listUserKeys(reading: Reading, users: readonly ReportedUser[]): Promise<ListedUsers> {
  const listed = new Map<string, readonly AccessKey[]>();
  const queue = new PQueue({ concurrency: AT_ONCE });
  const first = whomToAsk(users);
  let why = users.length > first.length ? beyond(reading, users.length) : undefined;
  let isRefused = false;
  const listOne = async ({ user, keys }: ReportedUser) => {
    if (isRefused) return;
    const read = await readAccessKeysOf(reading, { user, reported: keys });
    if (read.known) listed.set(user, read.value);
    else {
      isRefused = true;
      why = read.why;
    }
  };
  await Promise.all(first.map((user) => queue.add(() => listOne(user))));
  return { listed, ...(why && { why }) };
}

/** Somebody of whom no report says anything. */
export function unreported(user: string): ReportedUser {
  return { user, keys: [], isComplete: false };
}

/** Those who may have keys that nobody knows of before others, then those whose keys lie unused for longest. */
export function whomToAsk(users: readonly ReportedUser[]): readonly ReportedUser[] {
  const idle = ({ keys, isComplete }: ReportedUser) =>
    isComplete ? Math.min(...keys.map((key) => idleSince(key)?.getTime() ?? 0)) : 0;
  return users.toSorted((one, other) => idle(one) - idle(other)).slice(0, MOST_LISTED);
}

function beyond({ rung }: Reading, users: number): Unreadable {
  const detail = `only ${MOST_LISTED} of ${users} users were asked for theirs`;
  return { code: "not-read-yet", call: "iam:ListAccessKeys", detail, rung };
}
