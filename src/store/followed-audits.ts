import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import type { AccountReading } from "../domain/result.ts";
import { result } from "./account-reads.ts";
import type { Queryable } from "./database.ts";

/** Audits that are over while the findings have not been moved on by what they read. */
export async function listUnfollowedAudits(db: Queryable): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select id from audits where followed_at is null and state in ('finished', 'cancelled', 'interrupted') order by id`,
  );
  return rows.map(({ id }) => id);
}

export async function setFollowed(db: Queryable, auditId: number, at: Date): Promise<void> {
  await db.query("update audits set followed_at = coalesce(followed_at, $2) where id = $1", [auditId, at]);
}

export async function isFollowed(db: Queryable, auditId: number): Promise<boolean> {
  const rows = await db.query("select 1 from audits where id = $1 and followed_at is not null", [auditId]);
  return rows.length > 0;
}

interface Unfollowed {
  readonly states: readonly Exclude<ReadingState, "followed">[];
  readonly after: AccountId;
  readonly limit: number;
}

const row = z.object({ account_id: z.string(), read_at: z.date(), results: z.array(result) }).transform(
  (found): AccountReading => ({
    accountId: found.account_id,
    readAt: found.read_at,
    results: found.results,
  }),
);

/** How far a reading has come: to be read once more, to be followed, followed. */
export type ReadingState = "provisional" | "settled" | "followed";

/**
 * What an audit has read of accounts whose id comes after `after`, in order of id, as far as it has come: only the
 * answers that fail, and those to what has been found before.
 */
export async function listTellingReadings(
  db: Queryable,
  auditId: number,
  { states, after, limit }: Unfollowed,
): Promise<readonly AccountReading[]> {
  const rows = await db.query(
    `select account_id, read_at, coalesce((
        select jsonb_agg(answer) from jsonb_array_elements(results) answer
         where answer->>'status' = 'fail' or exists (
           select 1 from findings where subject = account_id and check_id = answer->>'check')), '[]') as results
       from account_reads where audit_id = $1 and account_id > $2 and state = any($4::text[])
      order by account_id limit $3`,
    [auditId, after, limit, states],
  );
  return row.array().parse(rows);
}

/** Notes that the findings have been moved on by some readings; not by what has taken their place since. */
export async function setReadingsFollowed(
  db: Queryable,
  auditId: number,
  readings: readonly Pick<AccountReading, "accountId" | "readAt">[],
): Promise<void> {
  await db.query(
    `update account_reads set state = 'followed'
       from unnest($2::text[], $3::timestamptz[]) as given(account_id, read_at)
      where audit_id = $1 and account_reads.account_id = given.account_id and account_reads.read_at = given.read_at`,
    [auditId, readings.map(({ accountId }) => accountId), readings.map(({ readAt }) => readAt)],
  );
}
