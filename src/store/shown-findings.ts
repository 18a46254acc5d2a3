import type { Queryable } from "./database.ts";
import {
  listAnsweredRequests,
  listOutdatedRequestMessages,
  listUnaskedRequests,
} from "./request-messages.ts";

/** A message that shows findings. */
export interface ShowingMessage {
  readonly channel: string;
  readonly ts: string;
  /** The audit that it tells of; absent where it alerts of what nobody owns. */
  readonly auditId?: number;
}

/** A message about an audit that shows findings. */
export type AuditMessage = ShowingMessage & Required<Pick<ShowingMessage, "auditId">>;

/** A finding as a message shows it. */
export interface ShownFinding {
  readonly findingId: number;
  /** The version of it that the message shows. */
  readonly version: number;
}

/** In each channel, the older messages that show a finding stay as they are. */
const KEPT_PER_CHANNEL = 3;

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
       audit_id = excluded.audit_id, version = greatest(shown_findings.version, excluded.version), refused_at = null`,
    [channel, ts, auditId ?? null, findingIds, shown.map(({ version }) => version)],
  );
  await db.query(
    `delete from shown_findings old where channel = $1 and finding_id = any($2::integer[]) and $3 <= (
       select count(*) from shown_findings newer where newer.channel = $1 and newer.finding_id = old.finding_id
          and (newer.audit_id is null) = (old.audit_id is null)
          and (coalesce(newer.audit_id, 0), newer.ts) > (coalesce(old.audit_id, 0), old.ts))`,
    [channel, findingIds, KEPT_PER_CHANNEL],
  );
}

/**
 * Messages that show a finding as it was before something happened to it, those of the newest audits first. What Slack
 * would not have edited rests for five minutes.
 */
export async function listStaleMessages(
  db: Queryable,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly ShowingMessage[]> {
  const rows = await db.query<{ channel: string; ts: string; audit_id: number | null }>(
    `select channel, ts, audit_id from shown_findings shown join findings on id = finding_id
      where findings.version > shown.version
        and (refused_at is null or refused_at <= $1::timestamptz - interval '5 minutes')
      group by channel, ts, audit_id order by audit_id desc nulls first, channel, ts limit $2`,
    [now, limit],
  );
  return rows.map(({ audit_id, ...message }) => ({
    ...message,
    ...(audit_id !== null && { auditId: audit_id }),
  }));
}

/** Notes that Slack would not have a message edited. */
export async function saveRefused(db: Queryable, { channel, ts }: ShowingMessage, at: Date): Promise<void> {
  await db.query("update shown_findings set refused_at = $3 where channel = $1 and ts = $2", [
    channel,
    ts,
    at,
  ]);
}

/** The findings that a message shows. */
export async function listShownIn(
  db: Queryable,
  { channel, ts }: ShowingMessage,
): Promise<readonly number[]> {
  const rows = await db.query<{ finding_id: number }>(
    "select finding_id from shown_findings where channel = $1 and ts = $2 order by finding_id",
    [channel, ts],
  );
  return rows.map(({ finding_id }) => finding_id);
}

/** The findings that a message shows as they were, where no message in its channel that shows them is newer. */
export async function listBehind(
  db: Queryable,
  { channel, ts }: ShowingMessage,
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

/** Of each channel, the newest message about an audit that shows a finding; the newest first, direct ones left out. */
export async function listNewestShowing(db: Queryable, findingId: number): Promise<readonly AuditMessage[]> {
  const rows = await db.query<{ channel: string; ts: string; audit_id: number }>(
    `select channel, ts, audit_id from (
       select distinct on (channel) channel, ts, audit_id from shown_findings
        where finding_id = $1 and audit_id is not null and channel not like 'D%'
        order by channel, audit_id desc, ts desc) newest order by audit_id desc, ts desc`,
    [findingId],
  );
  return rows.map(({ audit_id, ...message }) => ({ ...message, auditId: audit_id }));
}

/** Forgets a message that is not there any more. */
export async function forgetShown(db: Queryable, { channel, ts }: ShowingMessage): Promise<void> {
  await db.query("delete from shown_findings where channel = $1 and ts = $2", [channel, ts]);
}

/** Whether a message shows a finding as it was, or a request waits to be asked about or to be told the answer of. */
export async function hasUntoldFindings(db: Queryable, now: Date): Promise<boolean> {
  const [stale, unasked, outdated, answered] = await Promise.all([
    listStaleMessages(db, { now, limit: 1 }),
    listUnaskedRequests(db),
    listOutdatedRequestMessages(db, now),
    listAnsweredRequests(db),
  ]);
  return stale.length + unasked.length + outdated.length + answered.length > 0;
}
