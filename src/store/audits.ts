import { z } from "zod";
import { type Audit, type Scope, scopeKey } from "../domain/audit.ts";
import type { Queryable } from "./database.ts";

const row = z
  .object({
    id: z.int(),
    scope: z.object({ kind: z.literal("account"), accountId: z.string() }),
    state: z.enum(["queued", "running", "finished", "cancelled", "interrupted"]),
    requested_by: z.string(),
    requested_at: z.date(),
    started_at: z.date().nullable(),
    finished_at: z.date().nullable(),
    cancel_requested_by: z.string().nullable(),
    account_ids: z.array(z.string()).nullable(),
    accounts_read: z.int(),
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
      ...(found.account_ids && { accountsInScope: found.account_ids.length }),
      accountsRead: found.accounts_read,
    }),
  );

const AUDIT = `select audits.*,
  (select count(*) from account_reads where audit_id = audits.id)::int as accounts_read from audits`;

/** The channel on which an audit's id is notified when it is over. */
export const AUDIT_OVER = "rootcheck_audit_over";

/** What proves that a process may still write for an audit: a claim that ran out was given to another. */
export interface Lease {
  readonly auditId: number;
  readonly owner: string;
}

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
  return row.array().parse(await db.query(`${AUDIT} where id = $1`, [id]))[0];
}

/** Takes an audit that nobody works on, or whose worker has gone silent. Undefined if it is not to be had. */
export async function claimAudit(
  db: Queryable,
  { auditId, owner }: Lease,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<{ readonly attempts: number } | undefined> {
  const rows = await db.query<{ attempts: number }>(
    `update audits set state = 'running', started_at = coalesce(started_at, $3), lease_owner = $2, lease_until = $4,
            attempts = attempts + 1
      where id = $1 and state in ('queued', 'running') and (lease_until is null or lease_until <= $3)
      returning attempts`,
    [auditId, owner, now, until],
  );
  return rows[0];
}

/** Prolongs a claim; says whether it still holds and whether somebody has asked to cancel. */
export async function renewLease(
  db: Queryable,
  { auditId, owner }: Lease,
  until: Date,
): Promise<{ readonly held: boolean; readonly cancelled: boolean }> {
  const rows = await db.query<{ cancelled: boolean }>(
    `update audits set lease_until = $3 where id = $1 and lease_owner = $2 and state = 'running'
     returning cancel_requested_at is not null as cancelled`,
    [auditId, owner, until],
  );
  return { held: rows.length > 0, cancelled: rows[0]?.cancelled ?? false };
}

/** Gives a claim back, so that another process can go on at once. */
export async function releaseLease(db: Queryable, { auditId, owner }: Lease): Promise<void> {
  await db.query(
    "update audits set lease_until = null, lease_owner = null where id = $1 and lease_owner = $2",
    [auditId, owner],
  );
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

/** Ends an audit once; false if it was over already or the claim is lost. Everyone who waits for it is notified. */
export async function closeAudit(
  db: Queryable,
  lease: Lease,
  end: { readonly state: "finished" | "cancelled" | "interrupted"; readonly at: Date },
): Promise<boolean> {
  const rows = await db.query(
    `with closed as (
       update audits set state = $3, finished_at = $4, lease_until = null
        where id = $1 and lease_owner = $2 and state = 'running' returning id)
     select pg_notify('${AUDIT_OVER}', id::text) from closed`,
    [lease.auditId, lease.owner, end.state, end.at],
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
