import PQueue from "p-queue";
import type { Clock } from "../clock.ts";
import type { Account, AccountId } from "../domain/account.ts";
import { type Read, type Unread, unread } from "../domain/read.ts";
import type { AccountProfile } from "../domain/root-facts.ts";
import type { Log } from "../log.ts";
import {
  findProfile,
  isProfileStale,
  listStaleProfiles,
  type ProfilesWanted,
  saveProfile,
} from "../store/account-profiles.ts";
import { findAccountsByIds } from "../store/accounts.ts";
import type { Database } from "../store/database.ts";
import { claimMilestone, setMilestone } from "../store/milestones.ts";
import type { AccountReader } from "./account-reader.ts";

/**
 * What AWS answers slowly and what changes rarely: contacts, aliases and administrators. Read apart from audits, ten accounts a
 * second at most as AWS permits, and kept for a week; an audit takes what is there.
 */
export interface Profiles {
  /** The profile as it is stored; where there is none, that it is not read yet. */
  stored(accountId: AccountId): Promise<AccountProfile>;
  /** The same, read first if it is missing or too old. Rejects with the signal's reason. */
  fresh(account: Account, purpose: string, signal: AbortSignal): Promise<AccountProfile>;
  /** Read now, whatever is stored, and then stored. Rejects with the signal's reason. */
  afresh(account: Account, purpose: string, signal: AbortSignal): Promise<AccountProfile>;
  /** Reads every profile that is missing or too old, unless another process is at it; answers how many it read. */
  refreshAll(signal: AbortSignal): Promise<number>;
}

export interface ProfilesDependencies {
  readonly db: Database;
  readonly reader: Pick<AccountReader, "readProfile">;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether owners go by the tags of accounts. */
  readonly withTags?: boolean;
  /** Is told whose profiles have been read apart from audits, a batch at a time. */
  readonly onRead?: (accounts: readonly AccountId[]) => Promise<void>;
}

const WEEK = 7 * 86_400_000;
/** What was refused is tried again sooner, in case that somebody has granted it since. */
const DAY = 86_400_000;
/** And what failed in passing, or was refused in an account that somebody asks about, sooner still. */
const HOUR = 3_600_000;
const BATCH = 20;
const CONCURRENCY = 10;
/** Longer than a batch takes, so that a process that died does not keep the others from going on for long. */
const CLAIM_MILLISECONDS = 60_000;
const CLAIM = "profiles being read";
/** Names the calls in AWS's own logs. */
const PURPOSE = "profiles";

export function createProfiles(dependencies: ProfilesDependencies): Profiles {
  const { db, reader, clock, log, withTags = false, onRead } = dependencies;

  function ago(milliseconds: number): Date {
    return new Date(clock.now().getTime() - milliseconds);
  }

  function wanted(refused: number): ProfilesWanted {
    return { completeAt: ago(WEEK), refusedAt: ago(refused), partialAt: ago(HOUR), withTags };
  }

  async function read(account: Account, purpose: string, signal: AbortSignal): Promise<AccountProfile> {
    const profile = await reader.readProfile({ account, purpose, ...(withTags && { withTags }) }, signal);
    await saveProfile(db, account.id, { profile, at: clock.now() });
    return profile;
  }

  /** Asks only for what is missing or a week old. Whole again, a profile is as old as the oldest that is in it. */
  async function complete(account: Account, purpose: string, signal: AbortSignal): Promise<AccountProfile> {
    const earlier = keptOf(await findProfile(db, account.id), ago(WEEK));
    if (!earlier) return read(account, purpose, signal);
    const request = { account, purpose, earlier, ...(withTags && { withTags }) };
    const profile = await reader.readProfile(request, signal);
    await saveProfile(db, account.id, { profile, at: wholeSince(profile) ?? clock.now() });
    return profile;
  }

  async function refreshBatch(ids: readonly AccountId[], signal: AbortSignal): Promise<void> {
    const queue = new PQueue({ concurrency: CONCURRENCY });
    const accounts = await findAccountsByIds(db, ids);
    const readings = await Promise.allSettled(
      accounts.map((account) =>
        queue.add(async () => {
          signal.throwIfAborted();
          await complete(account, PURPOSE, signal);
        }),
      ),
    );
    signal.throwIfAborted();
    await onRead?.(accounts.map(({ id }) => id));
    const failed = readings.find((reading) => reading.status === "rejected");
    if (failed) throw failed.reason;
  }

  function claimedUntil(): Date {
    return new Date(clock.now().getTime() + CLAIM_MILLISECONDS);
  }

  return {
    stored: async (accountId) => (await findProfile(db, accountId)) ?? NOT_READ_YET,

    async fresh(account, purpose, signal) {
      const isStale = await isProfileStale(db, account.id, wanted(HOUR));
      const kept = isStale ? undefined : await findProfile(db, account.id);
      return kept ?? complete(account, purpose, signal);
    },

    afresh: read,

    async refreshAll(signal) {
      let count = 0;
      if (!(await claimMilestone(db, CLAIM, { now: clock.now(), until: claimedUntil() }))) return count;
      try {
        for (;;) {
          const ids = await listStaleProfiles(db, wanted(DAY), BATCH);
          if (ids.length === 0) break;
          await refreshBatch(ids, signal);
          count += ids.length;
          await setMilestone(db, CLAIM, claimedUntil());
        }
      } finally {
        await setMilestone(db, CLAIM, clock.now());
      }
      log.info({ accounts: count }, "Read account profiles");
      return count;
    },
  };
}

/** What of a profile is known and was read since; undefined if nothing is. */
function keptOf(profile: AccountProfile | undefined, since: Date): Partial<AccountProfile> | undefined {
  if (!profile) return undefined;
  const { securityContactSet, primaryContact, aliases, administrators, tags } = profile;
  const isKept = (read: Read<unknown>) => read.known && read.origin.readAt >= since;
  const kept = {
    ...(isKept(securityContactSet) && { securityContactSet }),
    ...(isKept(primaryContact) && { primaryContact }),
    ...(isKept(aliases) && { aliases }),
    ...(isKept(administrators) && { administrators }),
    ...(tags && isKept(tags) && { tags }),
  };
  return Object.keys(kept).length > 0 ? kept : undefined;
}

/** When the oldest of a profile was read; undefined while something is not known. */
function wholeSince(profile: AccountProfile): Date | undefined {
  const reads = Object.values<Read<unknown>>({ ...profile });
  const times = reads.flatMap((read) => (read.known ? [read.origin.readAt.getTime()] : []));
  return times.length === reads.length ? new Date(Math.min(...times)) : undefined;
}

const notReadYet: Unread = unread({
  code: "not-read-yet",
  call: "account:GetAlternateContact",
  detail: "AWS lets contacts be read ten accounts a second, so they follow after the audit",
});

const NOT_READ_YET: AccountProfile = {
  securityContactSet: notReadYet,
  primaryContact: notReadYet,
  aliases: notReadYet,
  administrators: notReadYet,
};
