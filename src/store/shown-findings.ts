import type { Queryable } from "./database.ts";
import { listAnsweredRequests, listUnaskedRequests } from "./request-messages.ts";

/** A message about an audit that shows findings. */
export interface ShowingMessage {
  readonly channel: string;
  readonly ts: string;
  readonly auditId: number;
}

/** A finding as a message shows it. */
export interface ShownFinding {
  readonly findingId: number;
  /** The version of it that the message shows. */
  readonly version: number;
}

/** Notes what a message shows, in the place of what was noted of it before. */
export async function saveShown(
  db: Queryable,
  { channel, ts, auditId }: ShowingMessage,
  shown: readonly ShownFinding[],
): Promise<void> {
  const findingIds = shown.map(({ findingId }) => findingId);
  await db.query(
    "delete from shown_findings where channel = $1 and ts = $2 and not finding_id = any($3::integer[])",
    [channel, ts, findingIds],
  );
  await db.query(
    `insert into shown_findings (channel, ts, audit_id, finding_id, version)
     select $1, $2, $3, finding_id, version
       from unnest($4::integer[], $5::integer[]) as given(finding_id, version)
     on conflict (channel, ts, finding_id) do update set
       audit_id = excluded.audit_id, version = greatest(shown_findings.version, excluded.version)`,
    [channel, ts, auditId, findingIds, shown.map(({ version }) => version)],
  );
}

/** Messages that show a finding as it was before something happened to it, those of the newest audits first. */
export async function listStaleMessages(db: Queryable, limit: number): Promise<readonly ShowingMessage[]> {
  const rows = await db.query<{ channel: string; ts: string; audit_id: number }>(
    `select channel, ts, audit_id from shown_findings shown join findings on id = finding_id
      where findings.version > shown.version group by channel, ts, audit_id order by audit_id desc, channel, ts limit $1`,
    [limit],
  );
  return rows.map(({ audit_id, ...message }) => ({ ...message, auditId: audit_id }));
}

/** The findings that a message shows as they were, where no message in its channel that shows them is newer. */
export async function listBehind(
  db: Queryable,
  { channel, ts }: Pick<ShowingMessage, "channel" | "ts">,
): Promise<readonly ShownFinding[]> {
  return db.query<ShownFinding>(
    `select shown.finding_id as "findingId", shown.version from shown_findings shown join findings on id = finding_id
      where channel = $1 and ts = $2 and findings.version > shown.version and not exists (
        select 1 from shown_findings newer where newer.finding_id = shown.finding_id and newer.channel = $1
           and newer.audit_id > shown.audit_id)
      order by shown.finding_id`,
    [channel, ts],
  );
}

/** The newest message that shows a finding, in any channel. */
export async function findNewestShowing(
  db: Queryable,
  findingId: number,
): Promise<ShowingMessage | undefined> {
  const rows = await db.query<{ channel: string; ts: string; audit_id: number }>(
    "select channel, ts, audit_id from shown_findings where finding_id = $1 order by audit_id desc, ts desc limit 1",
    [findingId],
  );
  return rows.map(({ audit_id, ...message }) => ({ ...message, auditId: audit_id }))[0];
}

/** Forgets a message that is not there any more. */
export async function forgetShown(
  db: Queryable,
  { channel, ts }: Pick<ShowingMessage, "channel" | "ts">,
): Promise<void> {
  await db.query("delete from shown_findings where channel = $1 and ts = $2", [channel, ts]);
}

/** Whether a message shows a finding as it was, or a request waits to be asked about or to be told the answer of. */
export async function hasUntoldFindings(db: Queryable): Promise<boolean> {
  const [stale, unasked, answered] = await Promise.all([
    listStaleMessages(db, 1),
    listUnaskedRequests(db),
    listAnsweredRequests(db),
  ]);
  return stale.length + unasked.length + answered.length > 0;
}
