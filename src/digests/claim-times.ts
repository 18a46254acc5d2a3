import type { Clock } from "../clock.ts";
import type { Digest } from "../domain/digest.ts";
import type { Database, Transaction } from "../store/database.ts";
import { lockDueDigest, setNextAt } from "../store/digests.ts";
import { insertDueSlot, insertSkippedSlots } from "../store/new-digest-slots.ts";
import { latestSlots, nextSlot } from "./schedule.ts";
import type { SettleDependencies } from "./settle.ts";

export interface ClaimTimesDependencies extends Pick<SettleDependencies, "onSettled"> {
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
export async function claimTimes({ db, clock, onSettled }: ClaimTimesDependencies): Promise<void> {
  for (;;) {
    const claimed = await db.transaction((tx) => claimOne(tx, clock.now()));
    if (!claimed) return;
    for (let each = 0; each < claimed.skipped; each += 1) onSettled?.("skipped");
  }
}

/** Undefined if no digest's time has come, else how many times were skipped. */
async function claimOne(tx: Transaction, now: Date): Promise<{ readonly skipped: number } | undefined> {
  const digest = await lockDueDigest(tx, now);
  if (!digest) return undefined;
  const [newest = digest.nextAt, ...older] = timesOf(digest, now);
  const isInTime = now.getTime() - newest.getTime() <= GRACE_MILLISECONDS;
  if (isInTime) await insertDueSlot(tx, { digestId: digest.id, at: newest });
  const skipped = await insertSkippedSlots(tx, digest.id, {
    times: isInTime ? older : [newest, ...older],
    at: now,
    why: "rootcheck was not running",
  });
  await setNextAt(tx, digest.id, nextSlot(digest.schedule, now));
  return { skipped };
}

/** The times that have come since the digest's next one, itself included, the newest first. */
function timesOf({ schedule, nextAt }: Digest, now: Date): readonly Date[] {
  const before = new Date(nextAt.getTime() - 1);
  return latestSlots(schedule, { after: before, now }, MOST_SKIPPED + 1);
}
