import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import { unreadableCodes } from "../domain/read.ts";
import type { AccountProfile } from "../domain/root-facts.ts";
import type { Queryable } from "./database.ts";
import { circumstances, source } from "./origin-shapes.ts";

const origin = z.object({ ...source, given: z.string().exactOptional() });

const why = z.object({
  code: z.enum(unreadableCodes),
  call: z.string(),
  detail: z.string(),
  ...circumstances,
});

function readOf<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion("known", [
    z.object({ known: z.literal(true), value, origin }),
    z.object({ known: z.literal(false), why }),
  ]);
}

const profile = z.object({
  securityContactSet: readOf(z.boolean()),
  primaryContact: readOf(z.object({ hasCompany: z.boolean(), hasPhone: z.boolean() })),
  aliases: readOf(z.array(z.string())),
});

/** Stores what was read of an account's profile. */
export async function saveProfile(
  db: Queryable,
  accountId: AccountId,
  { profile: read, at }: { readonly profile: AccountProfile; readonly at: Date },
): Promise<void> {
  const isComplete = read.securityContactSet.known && read.primaryContact.known;
  const alias = read.aliases.known ? read.aliases.value[0] : undefined;
  await db.query(
    `insert into account_profiles (account_id, profile, alias, read_at, complete) values ($1, $2::jsonb, $3, $4, $5)
     on conflict (account_id) do update set
       profile = excluded.profile, alias = excluded.alias, read_at = excluded.read_at, complete = excluded.complete`,
    [accountId, JSON.stringify(read), alias ?? null, at, isComplete],
  );
}

/** The profile as it was read last. */
export async function findProfile(db: Queryable, accountId: AccountId): Promise<AccountProfile | undefined> {
  const rows = await db.query<{ profile: unknown }>(
    "select profile from account_profiles where account_id = $1",
    [accountId],
  );
  return rows[0] && profile.parse(rows[0].profile);
}

/** Until when a profile counts as read: a complete one from before `completeAt`, another from before `partialAt`. */
export interface ProfilesWanted {
  readonly completeAt: Date;
  readonly partialAt: Date;
}

const STALE = `(profiles.read_at is null or profiles.read_at < case when complete then $1::timestamptz else $2 end)`;

/** Whether an account's profile has to be read, or read again. */
export async function isProfileStale(
  db: Queryable,
  accountId: AccountId,
  { completeAt, partialAt }: ProfilesWanted,
): Promise<boolean> {
  const rows = await db.query<{ stale: boolean }>(
    `select ${STALE} as stale from (select $3::text as id) asked
       left join account_profiles profiles on account_id = asked.id`,
    [completeAt, partialAt, accountId],
  );
  return rows[0]?.stale ?? true;
}

/** Active accounts whose profile has to be read, those that never were first. */
export async function listStaleProfiles(
  db: Queryable,
  { completeAt, partialAt }: ProfilesWanted,
  limit: number,
): Promise<readonly AccountId[]> {
  const rows = await db.query<{ id: string }>(
    `select id from accounts left join account_profiles profiles on account_id = id
      where coalesce(state, 'ACTIVE') = 'ACTIVE' and ${STALE}
        and seen_at >= coalesce((select at from milestones where name = 'accounts listed'), '-infinity')
      order by profiles.read_at nulls first, id limit $3`,
    [completeAt, partialAt, limit],
  );
  return rows.map(({ id }) => id);
}
