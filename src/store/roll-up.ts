import type { AccountId } from "../domain/account.ts";
import type { Audit } from "../domain/audit.ts";
import { AUDIT, auditRow } from "./audits.ts";
import { findCoverage } from "./coverage.ts";
import type { Database, Queryable } from "./database.ts";
import { AWS_CALLS } from "./past-audits.ts";
import { accountKey, dayOf, READING_POSTURE } from "./posture.ts";

/** The newest audit of a scope is where it stands; the one before is what that is compared with. */
const COMPARED = `select id from (
  select id, row_number() over (partition by scope_key order by finished_at desc, id desc) as place
    from audits where state = 'finished') as finished where place <= 2`;

/** Audits from before a time whose single results nobody needs any more: followed, told, and not to be compared with. */
export async function listAuditsToRollUp(db: Queryable, before: Date): Promise<readonly Audit[]> {
  const rows = await db.query(
    `${AUDIT} where state in ('finished', 'cancelled', 'interrupted') and finished_at < $1 and rolled_up_at is null
       and followed_at is not null and id not in (${COMPARED})
       and not exists (select 1 from audit_audience where audit_id = audits.id and told_at is null)
      order by id`,
    [before],
  );
  return auditRow.array().parse(rows);
}

/** Audits that came to their end later than the posture that is kept of their scope's day. */
export async function listUnnotedAudits(db: Queryable): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select id from audits where state = 'finished' and rolled_up_at is null and scope->>'kind' <> 'account'
       and not exists (select 1 from posture_days where subject = scope_key
         and day = ${dayOf("finished_at")} and at >= finished_at)
      order by id`,
  );
  return rows.map(({ id }) => id);
}

/**
 * Keeps of an audit what is still told of it, and gives up the rest: what it found of the organization here, its
 * readings page by page afterwards.
 */
export async function rollUpAudit(db: Database, audit: Audit, at: Date): Promise<void> {
  const { id, accountsInScope, accountsDone: done, accountsFailing: failing } = audit;
  const coverage = await findCoverage(db, audit);
  const kept = { inScope: accountsInScope ?? done, done, failing, coverage };
  await db.transaction(async (tx) => {
    await tx.query(
      `update audits set rolled_up_at = $2, rolled_up = $3, account_ids = null, aws_calls = ${AWS_CALLS}
        where id = $1 and rolled_up_at is null`,
      [id, at, kept],
    );
    await tx.query(
      `delete from organization_reads where audit_id = $1
         and audit_id <> (select audit_id from organization_reads order by read_at desc, audit_id desc limit 1)`,
      [id],
    );
  });
}

/** Accounts that have been read, whose ids come after `after`, in order of id; found along the index, not row by row. */
export async function listReadAccountIds(
  db: Queryable,
  { after, limit }: { readonly after: AccountId; readonly limit: number },
): Promise<readonly AccountId[]> {
  const rows = await db.query<{ account_id: string }>(
    `with recursive found as (
       (select account_id, 1 as place from account_reads where account_id > $1 order by account_id limit 1)
       union all
       select next.account_id, place + 1 from found cross join lateral (
         select account_id from account_reads where account_id > found.account_id order by account_id limit 1) as next
        where place < $2)
     select account_id from found`,
    [after, limit],
  );
  return rows.map(({ account_id }) => account_id);
}

/**
 * Gives up the readings of some accounts from before a time, by audits that were rolled up, and keeps for each day on
 * which an account stood in another way than before how that was. An account's newest reading stays, and a day of
 * which any reading stays is left whole. One statement, so that a crash leaves both or neither. Answers how many went.
 */
export async function rollUpReadings(
  db: Queryable,
  accountIds: readonly AccountId[],
  before: Date,
): Promise<number> {
  const rows = await db.query<{ gone: number }>(
    `with readings as (
       select account_id, audit_id, read_at as at, ${dayOf("read_at")} as day, ${READING_POSTURE},
              rolled_up_at is not null and exists (
                select 1 from account_reads newer where newer.account_id = account_reads.account_id
                  and (newer.read_at, newer.audit_id) > (account_reads.read_at, account_reads.audit_id)) as may_go
         from account_reads join audits on audits.id = audit_id
        where account_id = any($1::text[]) and read_at < $3),
     judged as (select *, bool_and(may_go) over (partition by account_id, day) as goes from readings),
     days as (
       select distinct on (subject, day) * from (
         select 'account ' || account_id as subject, day, at, audit_id, goes, accounts, failures, in_scope, read from judged
         union all
         select subject, day, at, 0, false, accounts, failures, in_scope, read from posture_days
          where subject = any($2::text[]) and day < ${dayOf("$3::timestamptz")}) as known
        order by subject, day, at desc, audit_id desc),
     steps as (
       select *, lag(array[accounts, failures, to_jsonb(in_scope), to_jsonb(read)]) over (
         partition by subject order by day) as earlier from days),
     kept as (
       insert into posture_days (subject, day, accounts, failures, in_scope, read, at)
       select subject, day, accounts, failures, in_scope, read, at from steps
        where goes and earlier is distinct from array[accounts, failures, to_jsonb(in_scope), to_jsonb(read)]
       on conflict (subject, day) do update set accounts = excluded.accounts, failures = excluded.failures,
         in_scope = excluded.in_scope, read = excluded.read, at = excluded.at where excluded.at >= posture_days.at),
     gone as (
       delete from account_reads using judged where judged.goes
          and account_reads.audit_id = judged.audit_id and account_reads.account_id = judged.account_id
       returning 1)
     select count(*)::int as gone from gone`,
    [accountIds, accountIds.map(accountKey), before],
  );
  return rows[0]?.gone ?? 0;
}
