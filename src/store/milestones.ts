import type { Queryable } from "./database.ts";

/** When something was last done; undefined before the first time. */
export async function findMilestone(db: Queryable, name: string): Promise<Date | undefined> {
  const rows = await db.query<{ at: Date }>("select at from milestones where name = $1", [name]);
  return rows[0]?.at;
}

export async function setMilestone(db: Queryable, name: string, at: Date): Promise<void> {
  await db.query(
    "insert into milestones (name, at) values ($1, $2) on conflict (name) do update set at = excluded.at",
    [name, at],
  );
}
