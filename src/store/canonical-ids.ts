import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import {
  type CanonicalId,
  canonicalMethods,
  type ForeignParty,
  partyRoles,
  type Sighting,
  type StoredCanonicalId,
  trusts,
} from "../domain/canonical-id.ts";
import { PRESENT } from "./accounts.ts";
import type { Queryable, Transaction } from "./database.ts";

const row = z
  .object({
    account_id: z.string(),
    canonical_id: z.string(),
    method: z.enum(canonicalMethods),
    trust: z.enum(trusts),
    learnt_at: z.date(),
    name: z.string().nullable(),
    is_outside: z.boolean(),
  })
  .transform(
    ({ account_id, canonical_id, method, trust, learnt_at, name, is_outside }): StoredCanonicalId => ({
      accountId: account_id,
      id: canonical_id,
      method,
      trust,
      learntAt: learnt_at,
      ...(name !== null && { accountName: name }),
      ...(is_outside && { isOutside: true }),
    }),
  );

const NAMED = "canonical_ids left join accounts on accounts.id = canonical_ids.account_id";
const STORED = `select canonical_ids.*, accounts.name, not (${PRESENT}) as is_outside from ${NAMED}`;

/**
 * Stores whose a canonical id is; what is likely never takes the place of what is certain, and what is certain of one
 * account is no longer likely of another.
 */
export async function saveCanonicalId(
  db: Queryable,
  { accountId, id, method, trust, learntAt }: Omit<StoredCanonicalId, "accountName" | "isOutside">,
): Promise<void> {
  await db.query(
    `insert into canonical_ids as stored (account_id, canonical_id, method, trust, learnt_at)
     values ($1, $2, $3, $4, $5)
     on conflict (account_id) do update set canonical_id = excluded.canonical_id, method = excluded.method,
       trust = excluded.trust, learnt_at = excluded.learnt_at
     where excluded.trust = 'certain' or stored.trust <> 'certain'`,
    [accountId, id, method, trust, learntAt],
  );
  if (trust === "certain")
    await db.query(
      "delete from canonical_ids where canonical_id = $1 and account_id <> $2 and trust <> 'certain'",
      [id, accountId],
    );
}

/** What is stored of an account. */
export async function findCanonicalId(
  db: Queryable,
  accountId: AccountId,
): Promise<StoredCanonicalId | undefined> {
  const rows = await db.query(`${STORED} where account_id = $1`, [accountId]);
  return row.array().parse(rows)[0];
}

/** What is stored of any of these canonical ids; two accounts never have the same, unless one is mistaken. */
export async function findCanonicalIds(
  db: Queryable,
  ids: readonly CanonicalId[],
): Promise<readonly StoredCanonicalId[]> {
  const rows = await db.query(`${STORED} where canonical_id = any($1::text[]) order by account_id`, [ids]);
  return row.array().parse(rows);
}

/** Accounts with their canonical ids in order of their names, and how many there are in all. */
export async function listCanonicalIds(
  db: Queryable,
  limit: number,
): Promise<{ readonly entries: readonly StoredCanonicalId[]; readonly total: number }> {
  const rows = await db.query(`${STORED} order by lower(name), account_id limit $1`, [limit]);
  const counted = await db.query<{ total: number }>("select count(*)::int as total from canonical_ids");
  return { entries: row.array().parse(rows), total: counted[0]?.total ?? 0 };
}

const NAMES_AT_ONCE = 1_000;

/** Stores whose buckets are whose by their names alone, a part at a time so that others get their turn in between. */
export async function saveBucketNames(
  db: Queryable,
  {
    accountId,
    names,
    at,
  }: { readonly accountId: AccountId; readonly names: readonly string[]; readonly at: Date },
): Promise<void> {
  for (let start = 0; start < names.length; start += NAMES_AT_ONCE)
    await db.query(
      `insert into s3_buckets (name, account_id, seen_at) select distinct name, $2, $3::timestamptz
         from unnest($1::text[]) as listed(name)
       on conflict (name) do update set account_id = excluded.account_id, seen_at = excluded.seen_at`,
      [names.slice(start, start + NAMES_AT_ONCE), accountId, at],
    );
}

/** Stores who was met in one bucket, in place of those stored of it in the roles that were read. */
export async function saveSightings(
  tx: Transaction,
  { bucket, accountId, region, roles, parties, at }: Sighting,
): Promise<void> {
  await tx.query(
    `insert into s3_buckets (name, account_id, region, seen_at) values ($1, $2, $3, $4)
     on conflict (name) do update set
       account_id = excluded.account_id, region = excluded.region, seen_at = excluded.seen_at`,
    [bucket, accountId, region ?? null, at],
  );
  await tx.query("delete from canonical_sightings where bucket = $1 and role = any($2::text[])", [
    bucket,
    roles,
  ]);
  await tx.query(
    `insert into canonical_sightings (party, bucket, role, times, seen_at)
     select party, $2, role, times, $3
       from jsonb_to_recordset($1::jsonb) as given(party text, role text, times int)`,
    [JSON.stringify(parties), bucket, at],
  );
}

/** The account that a bucket belongs to, where it has been listed. */
export async function findBucketOwner(
  db: Queryable,
  bucket: string,
): Promise<{ readonly accountId: AccountId; readonly seenAt: Date } | undefined> {
  const rows = await db.query<{ accountId: AccountId; seenAt: Date }>(
    `select account_id as "accountId", seen_at as "seenAt" from s3_buckets where name = $1`,
    [bucket],
  );
  return rows[0];
}

const foreign = z.object({
  party: z.string(),
  roles: z.array(z.enum(partyRoles)),
  buckets: z.array(z.string()),
  times: z.int(),
  seenAt: z.date(),
});

const FOREIGN = `select party, max(seen_at) as "seenAt", array_agg(distinct role order by role) as roles,
    array_agg(distinct bucket order by bucket) as buckets, sum(times)::int as times
  from canonical_sightings where role <> 'bucket owner'`;

/** Where one party was met, other than in buckets of its own. */
export async function findForeignParty(db: Queryable, party: string): Promise<ForeignParty | undefined> {
  const rows = await db.query(`${FOREIGN} and party = $1 group by party`, [party]);
  return foreign.array().parse(rows)[0];
}

/** Those who were met in buckets and belong to no account of the organization, the most frequent first. */
export async function listForeignParties(
  db: Queryable,
  limit: number,
): Promise<{ readonly entries: readonly ForeignParty[]; readonly total: number }> {
  const stranger = `party not in (select canonical_id from ${NAMED} where ${PRESENT})`;
  const rows = await db.query(
    `${FOREIGN} and ${stranger} group by party order by times desc, party limit $1`,
    [limit],
  );
  const counted = await db.query<{ total: number }>(
    `select count(distinct party)::int as total from canonical_sightings
      where role <> 'bucket owner' and ${stranger}`,
  );
  return { entries: foreign.array().parse(rows), total: counted[0]?.total ?? 0 };
}
