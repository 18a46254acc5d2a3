import type { Scope } from "../domain/audit.ts";
import type { Queryable } from "./database.ts";

/** What proves that a process may still write for an audit: a claim that ran out was given to another. */
export interface Lease {
  readonly auditId: number;
  readonly owner: string;
}

/** An audit that was taken. */
interface Claim {
  readonly attempts: number;
  readonly startedAt: Date;
  readonly scopeKind: Scope["kind"];
}

/** Takes an audit that nobody works on, or whose worker has gone silent. Undefined if it is not to be had. */
export async function claimAudit(
  db: Queryable,
  { auditId, owner }: Lease,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<Claim | undefined> {
  const rows = await db.query<Claim>(
    `update audits set state = 'running', started_at = coalesce(started_at, $3), lease_owner = $2, lease_until = $4,
            attempts = attempts + 1
      where id = $1 and state in ('queued', 'running') and (lease_until is null or lease_until <= $3)
      returning attempts, started_at as "startedAt", scope->>'kind' as "scopeKind"`,
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

/** Gives a claim back, so that another process can go on at once; it does not count as an attempt then. */
export async function releaseLease(db: Queryable, { auditId, owner }: Lease): Promise<void> {
  await db.query(
    `update audits set lease_until = null, lease_owner = null, attempts = attempts - 1
      where id = $1 and lease_owner = $2`,
    [auditId, owner],
  );
}

/** Gives all claims back: those of a process that is gone, where no other process can have any. */
export async function releaseAllLeases(db: Queryable): Promise<void> {
  await db.query(
    "update audits set lease_until = null, lease_owner = null where state in ('queued', 'running')",
  );
}
