import { z } from "zod";
import { type Digest, type DigestSettings, digestContents } from "../domain/digest.ts";
import type { Pause } from "../domain/schedule.ts";
import type { Queryable, Transaction } from "./database.ts";
import { scope } from "./scope-shape.ts";

const row = z
  .object({
    id: z.int(),
    channel: z.string(),
    scope,
    cron: z.string(),
    time_zone: z.string(),
    content: z.enum(digestContents),
    silent_when_green: z.boolean(),
    max_age_hours: z.int(),
    created_by: z.string(),
    created_at: z.date(),
    next_at: z.date(),
    paused_at: z.date().nullable(),
    paused_by: z.string().nullable(),
    paused_why: z.string().nullable(),
  })
  .transform(
    (found): Digest => ({
      id: found.id,
      channel: found.channel,
      scope: found.scope,
      schedule: { cron: found.cron, timeZone: found.time_zone },
      content: found.content,
      isSilentWhenGreen: found.silent_when_green,
      maxAgeHours: found.max_age_hours,
      createdBy: found.created_by,
      createdAt: found.created_at,
      nextAt: found.next_at,
      ...(found.paused_at && {
        paused: {
          at: found.paused_at,
          ...(found.paused_by !== null && { by: found.paused_by }),
          ...(found.paused_why !== null && { why: found.paused_why }),
        },
      }),
    }),
  );

const DIGEST = `select id, channel, scope, cron, time_zone, content, silent_when_green, max_age_hours, created_by,
    created_at, next_at, paused_at, paused_by, paused_why
  from digests where deleted_at is null`;

/** A digest that is about to be made. */
export type NewDigest = DigestSettings & Pick<Digest, "createdBy" | "createdAt" | "nextAt">;

/** Answers its id. */
export async function insertDigest(db: Queryable, digest: NewDigest): Promise<number> {
  const [inserted] = await db.query<{ id: number }>(
    `insert into digests (channel, scope, cron, time_zone, content, silent_when_green, max_age_hours, next_at,
                          created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [digest.channel, ...settingsOf(digest), digest.createdBy, digest.createdAt],
  );
  if (!inserted) throw new Error("a digest that was inserted has no id");
  return inserted.id;
}

/** Changes what people decide about a digest, but its channel. */
export async function updateDigest(
  db: Queryable,
  id: number,
  settings: Omit<DigestSettings, "channel"> & Pick<Digest, "nextAt">,
): Promise<void> {
  await db.query(
    `update digests set scope = $2, cron = $3, time_zone = $4, content = $5, silent_when_green = $6,
            max_age_hours = $7, next_at = $8
      where id = $1`,
    [id, ...settingsOf(settings)],
  );
}

function settingsOf(settings: Omit<DigestSettings, "channel"> & Pick<Digest, "nextAt">) {
  const { scope: covered, schedule, content, isSilentWhenGreen, maxAgeHours, nextAt } = settings;
  return [covered, schedule.cron, schedule.timeZone, content, isSilentWhenGreen, maxAgeHours, nextAt];
}

/** Undefined for one that was deleted, too. */
export async function findDigest(db: Queryable, id: number): Promise<Digest | undefined> {
  return row.array().parse(await db.query(`${DIGEST} and id = $1`, [id]))[0];
}

/** The same, kept from others until the transaction ends. */
export async function lockDigest(tx: Transaction, id: number): Promise<Digest | undefined> {
  return row.array().parse(await tx.query(`${DIGEST} and id = $1 for update`, [id]))[0];
}

/** Those of a channel, or all, in order of id. */
export async function listDigests(db: Queryable, channel?: string): Promise<readonly Digest[]> {
  const rows = await db.query(`${DIGEST} and ($1::text is null or channel = $1) order by id`, [channel]);
  return row.array().parse(rows);
}

/** A digest whose next time has come, kept from others, who go on with the rest. */
export async function lockDueDigest(tx: Transaction, now: Date): Promise<Digest | undefined> {
  const rows = await tx.query(
    `${DIGEST} and paused_at is null and next_at <= $1 order by next_at, id limit 1 for update skip locked`,
    [now],
  );
  return row.array().parse(rows)[0];
}

export async function setNextAt(db: Queryable, id: number, nextAt: Date): Promise<void> {
  await db.query("update digests set next_at = $2 where id = $1", [id, nextAt]);
}

/** Pauses a digest; false if it is paused already, or gone: who came first is kept. */
export async function pauseDigest(db: Queryable, id: number, { at, by, why }: Pause): Promise<boolean> {
  const rows = await db.query(
    `update digests set paused_at = $2, paused_by = $3, paused_why = $4
      where id = $1 and paused_at is null and deleted_at is null returning id`,
    [id, at, by, why],
  );
  return rows.length > 0;
}

/** Lets a paused digest go on with its next time. */
export async function resumeDigest(db: Queryable, id: number, nextAt: Date): Promise<void> {
  await db.query(
    "update digests set paused_at = null, paused_by = null, paused_why = null, next_at = $2 where id = $1",
    [id, nextAt],
  );
}

/** Deletes a digest for people; what it posted stays, and with it what is known of that. */
export async function deleteDigest(db: Queryable, id: number, at: Date): Promise<void> {
  await db.query("update digests set deleted_at = $2 where id = $1", [id, at]);
}
