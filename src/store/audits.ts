import { z } from "zod";
import { type Audit, type Scope, scopeKey } from "../domain/audit.ts";
import type { Lease } from "./audit-leases.ts";
import type { Queryable } from "./database.ts";
import { scope } from "./scope-shape.ts";

/** An audit as {@link AUDIT} finds it. */
export const auditRow = z
  .object({
    id: z.int(),
    scope,
    state: z.enum(["queued", "running", "finished", "cancelled", "interrupted"]),
    requested_by: z.string(),
    requested_at: z.date(),
    started_at: z.date().nullable(),
    finished_at: z.date().nullable(),
    cancel_requested_by: z.string().nullable(),
    trouble: z.string().nullable(),
    accounts_in_scope: z.int().nullable(),
    accounts_done: z.int(),
    accounts_failing: z.int(),
    rolled_up_at: z.date().nullable(),
  })
  .transform(
    (found): Audit => ({
      id: found.id,
      scope: found.scope,
      state: found.state,
      requestedBy: found.requested_by,
      requestedAt: found.requested_at,
      ...(found.started_at && { startedAt: found.started_at }),
      ...(found.finished_at && { finishedAt: found.finished_at }),
      ...(found.cancel_requested_by && { cancelledBy: found.cancel_requested_by }),
      ...(found.trouble && { trouble: found.trouble }),
      ...(found.accounts_in_scope !== null && { accountsInScope: found.accounts_in_scope }),
      accountsDone: found.accounts_done,
      accountsFailing: found.accounts_failing,
      ...(found.rolled_up_at && { rolledUpAt: found.rolled_up_at }),
    }),
  );

/** Audits with how far they came; of one that was rolled up what was counted then, since its readings go. */
export const AUDIT = `select id, scope, state, requested_by, requested_at, started_at, finished_at, cancel_requested_by, trouble,
    rolled_up_at, coalesce((rolled_up->>'inScope')::int, cardinality(account_ids)) as accounts_in_scope,
    coalesce((rolled_up->>'done')::int, done.accounts_done) as accounts_done,
    coalesce((rolled_up->>'failing')::int, done.accounts_failing) as accounts_failing
  from audits cross join lateral (
    select count(*)::int as accounts_done, (count(*) filter (where failed <> '{}'))::int as accounts_failing
      from account_reads where audit_id = audits.id) done`;

/** The channel on which an audit's id is notified when it is over. */
export const AUDIT_OVER = "rootcheck_audit_over";

export interface NewAudit {
  readonly scope: Scope;
  readonly requestedBy: string;
  readonly at: Date;
}

/** Queues an audit, unless one of the same scope is queued or running: then that one is answered. */
export async function insertOrJoinAudit(
  db: Queryable,
  { scope, requestedBy, at }: NewAudit,
): Promise<{ readonly id: number; readonly joined: boolean }> {
  const inserted = await db.query<{ id: number }>(
    `insert into audits (scope, scope_key, state, requested_by, requested_at) values ($1, $2, 'queued', $3, $4)
     on conflict (scope_key) where state in ('queued', 'running') do nothing returning id`,
    [scope, scopeKey(scope), requestedBy, at],
  );
  if (inserted[0]) return { id: inserted[0].id, joined: false };
  const going = await db.query<{ id: number }>(
    "select id from audits where scope_key = $1 and state in ('queued', 'running')",
    [scopeKey(scope)],
  );
  if (going[0]) return { id: going[0].id, joined: true };
  return insertOrJoinAudit(db, { scope, requestedBy, at });
}

export async function findAudit(db: Queryable, id: number): Promise<Audit | undefined> {
  return auditRow.array().parse(await db.query(`${AUDIT} where id = $1`, [id]))[0];
}

/** The newest audit of a scope that came to its end, before another if one is given. */
export async function findLatestFinished(
  db: Queryable,
  scope: Scope,
  before?: number,
): Promise<Audit | undefined> {
  const rows = await db.query(
    `${AUDIT} where id = (
       select latest.id from audits latest where latest.scope_key = $1 and latest.state = 'finished' and latest.id < $2
        order by latest.finished_at desc, latest.id desc limit 1)`,
    [scopeKey(scope), before ?? 2 ** 31 - 1],
  );
  return auditRow.array().parse(rows)[0];
}

/** The audit of a scope that is queued or running. */
export async function findGoing(db: Queryable, scope: Scope): Promise<Audit | undefined> {
  const rows = await db.query(`${AUDIT} where scope_key = $1 and state in ('queued', 'running')`, [
    scopeKey(scope),
  ]);
  return auditRow.array().parse(rows)[0];
}

/** Fixes which accounts an audit covers; a resumed one keeps its first list. Answers the list that counts. */
export async function setAccountsInScope(
  db: Queryable,
  lease: Lease,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await db.query<{ account_ids: readonly string[] }>(
    `update audits set account_ids = coalesce(account_ids, $3::text[]) where id = $1 and lease_owner = $2
     returning account_ids`,
    [lease.auditId, lease.owner, ids],
  );
  return rows[0]?.account_ids ?? [];
}

/** Adds calls of AWS that were made for the whole of an audit, not for the reading of one account. */
export async function addAwsCalls(db: Queryable, { auditId, owner }: Lease, calls: number): Promise<void> {
  await db.query("update audits set aws_calls = aws_calls + $3 where id = $1 and lease_owner = $2", [
    auditId,
    owner,
    calls,
  ]);
}

/** The accounts that an audit covers; undefined until they have been listed. */
export async function findAccountIdsInScope(
  db: Queryable,
  auditId: number,
): Promise<readonly string[] | undefined> {
  const rows = await db.query<{ account_ids: readonly string[] | null }>(
    "select account_ids from audits where id = $1",
    [auditId],
  );
  return rows[0]?.account_ids ?? undefined;
}

/** Ends an audit once; false if it was over already or the claim is lost. Everyone who waits for it is notified. */
export async function closeAudit(
  db: Queryable,
  lease: Lease,
  end: {
    readonly state: "finished" | "cancelled" | "interrupted";
    readonly at: Date;
    readonly trouble?: string | undefined;
  },
): Promise<boolean> {
  const rows = await db.query(
    `with closed as (
       update audits set state = $3, finished_at = $4, trouble = $5, lease_until = null, lease_owner = null
        where id = $1 and lease_owner = $2 and state = 'running' returning id)
     select pg_notify('${AUDIT_OVER}', id::text) from closed`,
    [lease.auditId, lease.owner, end.state, end.at, end.trouble ?? null],
  );
  return rows.length > 0;
}

/** Notes who wants an audit cancelled; false if it is over. The first to ask is kept. */
export async function requestCancel(db: Queryable, auditId: number, by: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    `update audits set cancel_requested_at = coalesce(cancel_requested_at, $3),
            cancel_requested_by = coalesce(cancel_requested_by, $2)
      where id = $1 and state in ('queued', 'running') returning id`,
    [auditId, by, at],
  );
  return rows.length > 0;
}

/** Audits that wait for a worker: never claimed, or claimed by one that has gone silent. */
export async function listUnclaimedAudits(db: Queryable, now: Date): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select id from audits where state in ('queued', 'running') and (lease_until is null or lease_until <= $1)
      order by id`,
    [now],
  );
  return rows.map(({ id }) => id);
}
