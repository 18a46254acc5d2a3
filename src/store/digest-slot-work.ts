import type { DigestReport, SlotState } from "../domain/digest.ts";
import type { Queryable, Transaction } from "./database.ts";
import { type SlotKey, type SlotWork, WORK_COLUMNS, workRow } from "./digest-slots.ts";

/** Who works on a slot, until when, and since when Slack has to have been left alone in its channel. */
export interface SlotClaim {
  readonly worker: string;
  readonly now: Date;
  readonly until: Date;
  readonly postedBefore: Date;
}

/**
 * Takes a slot that has something left to do and that nobody works on, postings first. A digest's times are posted one
 * after the other, and one channel's digests with a pause between them: so that two who choose at the same moment do not
 * choose for the same channel, they choose in turn.
 */
export async function claimSlot(
  tx: Transaction,
  { worker, now, until, postedBefore }: SlotClaim,
): Promise<SlotWork | undefined> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('rootcheck digest slots', 0))");
  const rows = await tx.query(
    `update digest_slots set worker = $1, lease_until = $3 where (digest_id, at) = (
       select slot.digest_id, slot.at from digest_slots slot join digests on digests.id = slot.digest_id
        where slot.left_to_do is not null and coalesce(slot.lease_until, $2) <= $2 and coalesce(slot.try_at, $2) <= $2
          and (slot.left_to_do <> 'post'
            or not exists (
              select 1 from digest_slots other join digests near on near.id = other.digest_id
               where near.channel = digests.channel and (other.digest_id, other.at) <> (slot.digest_id, slot.at)
                 and other.left_to_do = 'post'
                 and (other.lease_until > $2 or other.digest_id = slot.digest_id and other.at < slot.at))
            and not exists (
              select 1 from digest_slots other
               where other.channel = digests.channel and other.state = 'posted'
                 and other.settled_at > $4 and other.settled_at <= $2))
        order by slot.left_to_do <> 'post', slot.at, slot.digest_id limit 1 for update of slot skip locked)
     returning ${WORK_COLUMNS}`,
    [worker, now, until, postedBefore],
  );
  return workRow.array().parse(rows)[0];
}

/** A slot in the hands of one worker. What another who has taken it over meanwhile has written stays. */
export type HeldSlot = SlotKey & { readonly worker: string };

const HELD = "digest_id = $1 and at = $2 and worker = $3";

/** False if another has taken it over. */
export async function renewSlot(
  db: Queryable,
  { digestId, at, worker }: HeldSlot,
  until: Date,
): Promise<boolean> {
  const rows = await db.query(`update digest_slots set lease_until = $4 where ${HELD} returning at`, [
    ...[digestId, at, worker],
    until,
  ]);
  return rows.length > 0;
}

/** Gives a slot back; `tryAt`: until then it is left alone. */
export async function releaseSlot(
  db: Queryable,
  { digestId, at, worker }: HeldSlot,
  tryAt?: Date,
): Promise<void> {
  await db.query(
    `update digest_slots set worker = null, lease_until = null, try_at = coalesce($4, try_at) where ${HELD}`,
    [digestId, at, worker, tryAt],
  );
}

/** Notes for which audit a slot waits. */
export async function setAwaitedAudit(
  db: Queryable,
  { digestId, at, worker }: HeldSlot,
  { auditId, since }: { readonly auditId: number; readonly since: Date },
): Promise<void> {
  await db.query(`update digest_slots set audit_id = $4, waits_since = $5 where ${HELD}`, [
    ...[digestId, at, worker],
    ...[auditId, since],
  ]);
}

/** Keeps a slot from others until the transaction ends; false if another has taken it over. */
export async function lockSlot(tx: Transaction, { digestId, at, worker }: HeldSlot): Promise<boolean> {
  const rows = await tx.query(`select at from digest_slots where ${HELD} and state = 'due' for update`, [
    digestId,
    at,
    worker,
  ]);
  return rows.length > 0;
}

/** Notes what a slot is about to say. */
export async function saveReport(
  db: Queryable,
  { digestId, at, worker }: HeldSlot,
  said: DigestReport,
): Promise<void> {
  await db.query(`update digest_slots set report = $4, audit_id = $5 where ${HELD}`, [
    ...[digestId, at, worker],
    ...[said, said.audit?.id],
  ]);
}

/** What became of a slot. */
export interface SlotEnd {
  readonly state: Exclude<SlotState, "due">;
  readonly at: Date;
  readonly leftToDo?: "files" | "owner";
  readonly why?: string;
  readonly message?: { readonly channel: string; readonly ts: string };
  readonly hasChart?: boolean | undefined;
}

/** Settles a slot once; false if another has taken it over. */
export async function settleSlot(
  db: Queryable,
  { digestId, at, worker }: HeldSlot,
  { state, at: settledAt, leftToDo: left, why, message, hasChart }: SlotEnd,
): Promise<boolean> {
  const rows = await db.query(
    `update digest_slots set state = $4, settled_at = $5, left_to_do = $6, why = $7, channel = $8, ts = $9,
            has_chart = $10, try_at = null
      where ${HELD} and state = 'due' returning at`,
    [...[digestId, at, worker], ...[state, settledAt, left, why, message?.channel, message?.ts, hasChart]],
  );
  return rows.length > 0;
}

/** Notes that nothing is left to do about a slot. */
export async function finishSlot(db: Queryable, { digestId, at, worker }: HeldSlot): Promise<void> {
  await db.query(`update digest_slots set left_to_do = null where ${HELD} and state <> 'due'`, [
    digestId,
    at,
    worker,
  ]);
}
