import type { AccountId } from "../domain/account.ts";
import type { Audit } from "../domain/audit.ts";
import { AUDIT, auditRow } from "./audits.ts";
import type { Queryable } from "./database.ts";

/** Which audits are looked back at: all, or those of which one account's reading is kept. */
export interface PastAuditFilter {
  readonly accountId?: AccountId;
}

const OF_FILTER = `state in ('finished', 'cancelled', 'interrupted')
  and ($1::text is null or id in (select audit_id from account_reads where account_id = $1))`;

/** Audits that are over, the newest first. */
export async function listPastAudits(
  db: Queryable,
  { accountId, limit }: PastAuditFilter & { readonly limit: number },
): Promise<readonly Audit[]> {
  const rows = await db.query(`${AUDIT} where ${OF_FILTER} order by finished_at desc, id desc limit $2`, [
    accountId ?? null,
    limit,
  ]);
  return auditRow.array().parse(rows);
}

export async function countPastAudits(db: Queryable, { accountId }: PastAuditFilter): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from audits where ${OF_FILTER}`,
    [accountId ?? null],
  );
  return rows[0]?.count ?? 0;
}

/** How many calls of AWS an audit took, profiles aside. */
export async function countAwsCalls(db: Queryable, auditId: number): Promise<number> {
  const rows = await db.query<{ calls: number }>(`select ${AWS_CALLS} as calls from audits where id = $1`, [
    auditId,
  ]);
  return rows[0]?.calls ?? 0;
}

/** Of an audit that was rolled up all stand in its own row. */
export const AWS_CALLS = `(aws_calls + case when rolled_up_at is null then coalesce(
  (select sum(account_reads.aws_calls) from account_reads where audit_id = audits.id), 0) else 0 end)::int`;
