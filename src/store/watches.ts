import { z } from "zod";
import { type Scope, scopeKey } from "../domain/audit.ts";
import type { Watch } from "../domain/watch.ts";
import type { Queryable, Transaction } from "./database.ts";
import { scope } from "./scope-shape.ts";

const row = z
  .object({
    channel: z.string(),
    scope,
    cron: z.string(),
    time_zone: z.string(),
    created_by: z.string(),
    created_at: z.date(),
    next_at: z.date(),
    paused_at: z.date().nullable(),
    paused_why: z.string().nullable(),
    last_audit_at: z.date().nullable(),
    judged_audit: z.int(),
  })
  .transform((found): StoredWatch => {
    const { paused_at: at, paused_why: why } = found;
    return {
      channel: found.channel,
      scope: found.scope,
      schedule: { cron: found.cron, timeZone: found.time_zone },
      createdBy: found.created_by,
      createdAt: found.created_at,
      nextAt: found.next_at,
      ...(at && { paused: { at, ...(why !== null && { why }) } }),
      ...(found.last_audit_at && { lastAuditAt: found.last_audit_at }),
      judgedAudit: found.judged_audit,
    };
  });

/** A watch with the newest audit of its scope that has been looked through for what to alert of. */
export interface StoredWatch extends Watch {
  readonly judgedAudit: number;
}

const WATCH = `select watches.*, (
    select max(finished_at) from audits where audits.scope_key = watches.scope_key and state = 'finished') as last_audit_at
  from watches`;

/** The oldest first. */
export async function listWatches(db: Queryable): Promise<readonly StoredWatch[]> {
  return row.array().parse(await db.query(`${WATCH} order by created_at, channel`));
}

export async function findWatch(db: Queryable, channel: string): Promise<StoredWatch | undefined> {
  return row.array().parse(await db.query(`${WATCH} where channel = $1`, [channel]))[0];
}

/** Those that are to audit now, longest due first. */
export async function listDueWatches(db: Queryable, now: Date): Promise<readonly StoredWatch[]> {
  const rows = await db.query(
    `${WATCH} where paused_at is null and next_at <= $1 order by next_at, channel`,
    [now],
  );
  return row.array().parse(rows);
}

/** One that is to audit now, kept from others; undefined if another process has it, or had it already. */
export async function lockDueWatch(
  tx: Transaction,
  channel: string,
  now: Date,
): Promise<StoredWatch | undefined> {
  const rows = await tx.query(
    `${WATCH} where channel = $1 and paused_at is null and next_at <= $2 for update of watches skip locked`,
    [channel, now],
  );
  return row.array().parse(rows)[0];
}

export async function setNextTime(tx: Transaction, channel: string, nextAt: Date): Promise<void> {
  await tx.query("update watches set next_at = $2 where channel = $1", [channel, nextAt]);
}

/**
 * Turns a channel's watch on, or changes it, which ends a pause. The audits of its scope by which the findings have
 * been moved on count as looked through.
 */
export async function saveWatch(tx: Transaction, watch: Watch): Promise<void> {
  const { channel, scope: watched, schedule, createdBy, createdAt, nextAt } = watch;
  await tx.query(
    `insert into watches (channel, scope, scope_key, cron, time_zone, created_by, created_at, next_at, judged_audit)
     select $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(id), 0) from audits
      where audits.scope_key = $3 and followed_at is not null
     on conflict (channel) do update set
       scope = excluded.scope, scope_key = excluded.scope_key, cron = excluded.cron, time_zone = excluded.time_zone,
       created_by = excluded.created_by, next_at = excluded.next_at, judged_audit = excluded.judged_audit,
       paused_at = null, paused_why = null`,
    [channel, watched, scopeKey(watched), schedule.cron, schedule.timeZone, createdBy, createdAt, nextAt],
  );
}

/** False if there was none. */
export async function deleteWatch(tx: Transaction, channel: string): Promise<boolean> {
  const rows = await tx.query("delete from watches where channel = $1 returning channel", [channel]);
  return rows.length > 0;
}

/** Ends a watch's audits until it is turned on again; false if it is paused already. */
export async function pauseWatch(
  tx: Transaction,
  channel: string,
  { at, why }: { readonly at: Date; readonly why: string },
): Promise<boolean> {
  const rows = await tx.query(
    "update watches set paused_at = $2, paused_why = $3 where channel = $1 and paused_at is null returning channel",
    [channel, at, why],
  );
  return rows.length > 0;
}

/** Notes up to which audit of their scope watches have been looked through. */
export async function setJudged(tx: Transaction, watched: Scope, auditId: number): Promise<void> {
  await tx.query("update watches set judged_audit = greatest(judged_audit, $2) where scope_key = $1", [
    scopeKey(watched),
    auditId,
  ]);
}
