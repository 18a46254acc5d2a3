import type { Queryable } from "./database.ts";
import type { SlotKey } from "./digest-slots.ts";

/** Inserts a time of a digest that is to be posted, unless it is there already. */
export async function insertDueSlot(db: Queryable, { digestId, at }: SlotKey): Promise<void> {
  await db.query(
    `insert into digest_slots (digest_id, at, state, is_extra, left_to_do) values ($1, $2, 'due', false, 'post')
     on conflict do nothing`,
    [digestId, at],
  );
}

/** Inserts a time beside the schedule, after all others. */
export async function insertExtraSlot(db: Queryable, { digestId, at }: SlotKey): Promise<void> {
  await db.query(
    `insert into digest_slots (digest_id, at, state, is_extra, left_to_do)
     select $1, greatest($2, max(at) + interval '1 millisecond'), 'due', true, 'post'
       from digest_slots where digest_id = $1`,
    [digestId, at],
  );
}

/** Inserts times of a digest that came while nobody was there, unless they are there already; answers how many it inserted. */
export async function insertSkippedSlots(
  db: Queryable,
  digestId: number,
  { times, at, why }: { readonly times: readonly Date[]; readonly at: Date; readonly why: string },
): Promise<number> {
  if (times.length === 0) return 0;
  const inserted = await db.query(
    `insert into digest_slots (digest_id, at, state, is_extra, settled_at, why)
     select $1, given, 'skipped', false, $3, $4 from unnest($2::timestamptz[]) as given on conflict do nothing
     returning at`,
    [digestId, times, at, why],
  );
  return inserted.length;
}
