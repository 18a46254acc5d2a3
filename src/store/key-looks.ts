import { z } from "zod";
import type { Queryable } from "./database.ts";

/** Somebody who waits for the organization's access keys to be read. */
export interface KeyLook {
  readonly id: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly olderThanDays?: number;
}

const row = z
  .object({
    id: z.number(),
    requested_by: z.string(),
    requested_at: z.date(),
    older_than_days: z.number().nullable(),
  })
  .transform(
    ({ id, requested_by, requested_at, older_than_days }): KeyLook => ({
      id,
      requestedBy: requested_by,
      requestedAt: requested_at,
      ...(older_than_days !== null && { olderThanDays: older_than_days }),
    }),
  );

const COLUMNS = "id, requested_by, requested_at, older_than_days";

/** Notes that somebody waits; who waits for the same already is not noted twice. */
export async function addKeyLook(
  db: Queryable,
  { requestedBy, requestedAt, olderThanDays }: Omit<KeyLook, "id">,
): Promise<KeyLook> {
  const rows = await db.query(
    `insert into key_looks (requested_by, requested_at, older_than_days) values ($1, $2, $3)
     on conflict (requested_by, coalesce(older_than_days, 0)) where answered_at is null
     do update set requested_by = excluded.requested_by returning ${COLUMNS}`,
    [requestedBy, requestedAt, olderThanDays ?? null],
  );
  return row.parse(rows[0]);
}

/** Everybody who waits, longest first. */
export async function listKeyLooks(db: Queryable): Promise<readonly KeyLook[]> {
  return row
    .array()
    .parse(await db.query(`select ${COLUMNS} from key_looks where answered_at is null order by id`));
}

/** Notes that nobody waits any more for this. */
export async function closeKeyLook(db: Queryable, id: number, at: Date): Promise<void> {
  await db.query("update key_looks set answered_at = $2 where id = $1 and answered_at is null", [id, at]);
}
