import type { Queryable } from "./database.ts";

/** An alert of a finding that Slack did not confirm. */
export interface AlertTry {
  readonly findingId: number;
  /** The channel or the person that it was for. */
  readonly place: string;
  readonly at: Date;
}

/** The alerts of findings that Slack has not confirmed since they were opened. */
export async function listAlertTries(
  db: Queryable,
  findingIds: readonly number[],
): Promise<readonly AlertTry[]> {
  return db.query<AlertTry>(
    `select finding_id as "findingId", place, at from alert_tries join findings on id = finding_id
      where finding_id = any($1::integer[]) and at >= opened_at order by finding_id, at, place`,
    [findingIds],
  );
}

export async function saveAlertTry(
  db: Queryable,
  {
    findingIds,
    place,
    at,
  }: { readonly findingIds: readonly number[]; readonly place: string; readonly at: Date },
): Promise<void> {
  await db.query(
    `insert into alert_tries (finding_id, place, at) select unnest($1::integer[]), $2, $3
     on conflict do nothing`,
    [findingIds, place, at],
  );
}

/** Forgets the tries that came before one that was confirmed. */
export async function forgetAlertTries(db: Queryable, findingIds: readonly number[]): Promise<void> {
  await db.query("delete from alert_tries where finding_id = any($1::integer[])", [findingIds]);
}
