import type { Queryable } from "./database.ts";

/** Somebody who is told of an audit, and where: a channel's id, or the person's own id for a direct message. */
export interface Listener {
  readonly auditId: number;
  readonly userId: string;
  readonly place: string;
}

/** A listener, with whether the place has been told the end. */
export interface ToldListener extends Listener {
  readonly isTold: boolean;
}

/** Adds a listener; asking twice in one place changes nothing. */
export async function addListener(db: Queryable, { auditId, userId, place }: Listener): Promise<void> {
  await db.query(
    "insert into audit_audience (audit_id, user_id, place) values ($1, $2, $3) on conflict do nothing",
    [auditId, userId, place],
  );
}

/** The places in which an audit is told, each once, with who asked there first. */
export async function listListeners(db: Queryable, auditId: number): Promise<readonly ToldListener[]> {
  const rows = await db.query<{ user_id: string; place: string; is_told: boolean }>(
    `select distinct on (place) user_id, place, told_at is not null as is_told
       from audit_audience where audit_id = $1 order by place, position`,
    [auditId],
  );
  return rows.map(({ user_id, place, is_told }) => ({ auditId, userId: user_id, place, isTold: is_told }));
}

/** Notes that a place has been told the end of an audit, or that no more can be done for it. */
export async function setTold(
  db: Queryable,
  { auditId, place }: Pick<Listener, "auditId" | "place">,
  at: Date,
): Promise<void> {
  await db.query(
    "update audit_audience set told_at = $3 where audit_id = $1 and place = $2 and told_at is null",
    [auditId, place, at],
  );
}

/** Audits that are over, with the findings moved on by them, while somebody still has to be told. */
export async function listUntoldAudits(db: Queryable): Promise<readonly number[]> {
  const rows = await db.query<{ id: number }>(
    `select distinct audits.id from audits join audit_audience on audit_id = audits.id
      where told_at is null and state not in ('queued', 'running') and followed_at is not null order by audits.id`,
  );
  return rows.map(({ id }) => id);
}
