import type { Queryable } from "./database.ts";

/** When something was last done; undefined before the first time. */
export async function findMilestone(db: Queryable, name: string): Promise<Date | undefined> {
  const rows = await db.query<{ at: Date }>("select at from milestones where name = $1", [name]);
  return rows[0]?.at;
}

/**
 * Takes something on for a while, so that several processes do not do it at the same time; false if another has it.
 */
export async function claimMilestone(
  db: Queryable,
  name: string,
  { now, until }: { readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const rows = await db.query(
    `insert into milestones (name, at) values ($1, $3)
     on conflict (name) do update set at = excluded.at where milestones.at <= $2 returning name`,
    [name, now, until],
  );
  return rows.length > 0;
}

export async function setMilestone(db: Queryable, name: string, at: Date): Promise<void> {
  await db.query(
    "insert into milestones (name, at) values ($1, $2) on conflict (name) do update set at = excluded.at",
    [name, at],
  );
}

/** The same, unless it has been done since: what takes long may end after what began later. */
export async function advanceMilestone(db: Queryable, name: string, at: Date): Promise<void> {
  await db.query(
    `insert into milestones (name, at) values ($1, $2)
     on conflict (name) do update set at = greatest(excluded.at, milestones.at)`,
    [name, at],
  );
}
