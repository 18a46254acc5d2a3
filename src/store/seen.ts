import type { Queryable } from "./database.ts";

/**
 * Whether the key is met for the first time, remembering it. Called in the transaction of what the key stands
 * for, so that both are kept or neither; a second caller at the same moment waits for the first to end.
 */
export async function firstTime(db: Queryable, key: string, at: Date): Promise<boolean> {
  const inserted = await db.query(
    "insert into seen (key, at) values ($1, $2) on conflict do nothing returning key",
    [key, at],
  );
  return inserted.length === 1;
}

/** Forgets the keys met before the given time. */
export async function forgetSeen(db: Queryable, before: Date): Promise<void> {
  await db.query("delete from seen where at < $1", [before]);
}
