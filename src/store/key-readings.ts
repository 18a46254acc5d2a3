import { z } from "zod";
import type { AccessKey, AccountKeys, KeyScope } from "../domain/access-key.ts";
import type { AccountId } from "../domain/account.ts";
import type { Database, Queryable } from "./database.ts";

/** Stores what was read of an account's access keys in the place of what was read before. */
export async function saveKeyReading(
  db: Pick<Database, "transaction">,
  accountId: AccountId,
  { reading, at }: { readonly reading: AccountKeys; readonly at: Date },
): Promise<void> {
  const { keys, asOf, troubles } = reading;
  await db.transaction(async (tx) => {
    await tx.query(
      `insert into key_readings (account_id, read_at, as_of, troubles) values ($1, $2, $3, $4::jsonb)
       on conflict (account_id) do update set read_at = excluded.read_at, as_of = excluded.as_of,
         troubles = excluded.troubles`,
      [accountId, at, asOf, JSON.stringify(troubles)],
    );
    await tx.query("delete from access_keys where account_id = $1", [accountId]);
    if (keys.length === 0) return;
    await tx.query(
      `insert into access_keys (account_id, position, owner, key_id, status, created_at, used_at, service, region,
         use_unread)
       select $1, key.* from jsonb_to_recordset($2::jsonb) as key(position integer, owner text, id text, status text,
         "createdAt" timestamptz, "usedAt" timestamptz, service text, region text, "isUseUnread" boolean)`,
      [accountId, JSON.stringify(keys.map(rowOf))],
    );
  });
}

function rowOf({ user, id, status, createdAt, lastUsed }: AccessKey, position: number) {
  const use = typeof lastUsed === "object" ? lastUsed : undefined;
  return {
    ...{ position, owner: user, id, status, createdAt, isUseUnread: lastUsed === "unread" },
    ...{ usedAt: use?.at, service: use?.service, region: use?.region },
  };
}

/** From when on a reading counts: one that lacks nothing, and another. */
export interface KeyReadingsWanted {
  readonly completeSince: Date;
  readonly partialSince: Date;
}

/** The accounts that AWS listed the last time. */
const LISTED = "seen_at >= coalesce((select at from milestones where name = 'accounts listed'), '-infinity')";

/** Those of them that can have keys in use. */
const ACTIVE = `coalesce(state, 'ACTIVE') = 'ACTIVE' and ${LISTED}`;

/** Those that nobody can read. */
export const NOT_ACTIVE = `state <> 'ACTIVE' and ${LISTED}`;

const IS_STALE = "(read_at is null or read_at < case when troubles = '{}' then $1::timestamptz else $2 end)";

/** Active accounts whose keys have to be read. */
export async function listStaleKeyReadings(
  db: Queryable,
  { completeSince, partialSince }: KeyReadingsWanted,
  limit: number,
): Promise<readonly AccountId[]> {
  const rows = await db.query<{ id: string }>(
    `select id from accounts left join key_readings on account_id = id
      where ${ACTIVE} and ${IS_STALE} order by id limit $3`,
    [completeSince, partialSince, limit],
  );
  return rows.map(({ id }) => id);
}

const counts = z.object({ accounts: z.number(), fresh: z.number() });

/** How many active accounts there are, and of how many the keys need not be read. */
export async function countKeyReadings(
  db: Queryable,
  { completeSince, partialSince }: KeyReadingsWanted,
): Promise<{ readonly accounts: number; readonly fresh: number }> {
  const rows = await db.query(
    `select count(*) as accounts, count(*) filter (where not ${IS_STALE}) as fresh
       from accounts left join key_readings on account_id = id where ${ACTIVE}`,
    [completeSince, partialSince],
  );
  return counts.parse(rows[0]);
}

/** When an account's keys were read. */
export async function findKeyReadingTime(db: Queryable, accountId: AccountId): Promise<Date | undefined> {
  const rows = await db.query<{ read_at: Date }>("select read_at from key_readings where account_id = $1", [
    accountId,
  ]);
  return rows[0]?.read_at;
}

/** The readings of a scope as `readings`; its parameters are the first two: the account, or null. */
export const READINGS = `readings as (
  select accounts.id, accounts.name, key_readings.* from accounts left join key_readings on account_id = id
   where case when $1::text is null then ${ACTIVE} else accounts.id = $1 end
)`;

/** The parameter that {@link READINGS} takes. */
export function scopeParameter({ accountId }: KeyScope): string | null {
  return accountId ?? null;
}

/** Forgets the keys of accounts that AWS does not list any more and that were read before a time. */
export async function forgetDepartedKeys(db: Pick<Database, "transaction">, before: Date): Promise<void> {
  const departed = `select account_id from key_readings where read_at < $1
    and account_id not in (select id from accounts where ${LISTED})`;
  await db.transaction(async (tx) => {
    await tx.query(`delete from access_keys where account_id in (${departed})`, [before]);
    await tx.query(`delete from key_readings where account_id in (${departed})`, [before]);
  });
}
