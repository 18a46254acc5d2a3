import type { Clock } from "../clock.ts";
import type { Digest } from "../domain/digest.ts";
import type { Database, Transaction } from "../store/database.ts";
import { lockDueDigest, setNextAt } from "../store/digests.ts";
import { insertDueSlot, insertSkippedSlots } from "../store/new-digest-slots.ts";
import { latestSlots, nextSlot } from "./schedule.ts";

export interface ClaimTimesDependencies {
  readonly db: Database;
  readonly clock: Clock;
}

/** A time that is missed for longer is skipped. */
export const GRACE_MILLISECONDS = 2 * 60 * 60_000;

/**
 * So many of the times that an outage swallowed are kept one by one, the newest: a week of every hour, nine months of
 * weekdays. Finding more would hold up everybody else, and tell nobody anything.
 */
const MOST_SKIPPED = 200;

/**
 * Makes a slot of every time that has come: the newest of each digest is to be posted unless it is too late, the ones
 * before it are skipped. Safe in several processes at once.
 */
export async function claimTimes({ db, clock }: ClaimTimesDependencies): Promise<void> {
  while (await db.transaction((tx) => claimOne(tx, clock.now())));
}

/** False if no digest's time has come. */
async function claimOne(tx: Transaction, now: Date): Promise<boolean> {
  const digest = await lockDueDigest(tx, now);
  if (!digest) return false;
  const [newest = digest.nextAt, ...older] = timesOf(digest, now);
  const isInTime = now.getTime() - newest.getTime() <= GRACE_MILLISECONDS;
  if (isInTime) await insertDueSlot(tx, { digestId: digest.id, at: newest });
  await insertSkippedSlots(tx, digest.id, {
    times: isInTime ? older : [newest, ...older],
    at: now,
    why: "rootcheck was not running",
  });
  await setNextAt(tx, digest.id, nextSlot(digest.schedule, now));
  return true;
}

/** The times that have come since the digest's next one, itself included, the newest first. */
function timesOf({ schedule, nextAt }: Digest, now: Date): readonly Date[] {
  const before = new Date(nextAt.getTime() - 1);
  return latestSlots(schedule, { after: before, now }, MOST_SKIPPED + 1);
}
