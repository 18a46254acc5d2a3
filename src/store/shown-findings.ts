import type { Queryable } from "./database.ts";
import {
  listAnsweredRequests,
  listOutdatedRequestMessages,
  listUnaskedRequests,
} from "./request-messages.ts";

/** What a message that shows findings is about: an audit, what nobody owns, what is wrong now, or a digest. */
export type ShowingKind = "audit" | "unowned" | "alert" | "digest";

/** A message that shows findings. */
export type ShowingMessage = PlacedMessage &
  ({ readonly kind: "audit"; readonly auditId: number } | { readonly kind: Exclude<ShowingKind, "audit"> });

interface PlacedMessage {
  readonly channel: string;
  readonly ts: string;
}

/** A message about an audit that shows findings. */
export type AuditMessage = Extract<ShowingMessage, { kind: "audit" }>;

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
  message: ShowingMessage,
  shown: readonly ShownFinding[],
): Promise<void> {
  const { channel, ts, kind } = message;
  const findingIds = shown.map(({ findingId }) => findingId);
  await db.query(
    "delete from shown_findings where channel = $1 and ts = $2 and not finding_id = any($3::integer[])",
    [channel, ts, findingIds],
  );
  await db.query(
    `insert into shown_findings (channel, ts, kind, audit_id, finding_id, version)
     select $1, $2, $3, $4, finding_id, version
       from unnest($5::integer[], $6::integer[]) as given(finding_id, version)
     on conflict (channel, ts, finding_id) do update set kind = excluded.kind, audit_id = excluded.audit_id,
       version = greatest(shown_findings.version, excluded.version), refused_at = null`,
    [
      channel,
      ts,
      kind,
      message.kind === "audit" ? message.auditId : null,
      findingIds,
      shown.map(({ version }) => version),
    ],
  );
  await db.query(
    `delete from shown_findings old where channel = $1 and finding_id = any($2::integer[]) and $3 <= (
       select count(*) from shown_findings newer where newer.channel = $1 and newer.finding_id = old.finding_id
          and newer.kind = old.kind
          and (coalesce(newer.audit_id, 0), newer.ts) > (coalesce(old.audit_id, 0), old.ts))`,
    [channel, findingIds, KEPT_PER_CHANNEL],
  );
}

interface ShowingRow extends PlacedMessage {
  readonly kind: ShowingKind;
  readonly audit_id: number | null;
}

function messageOf({ channel, ts, kind, audit_id: auditId }: ShowingRow): ShowingMessage {
  if (kind !== "audit") return { channel, ts, kind };
  if (auditId === null) throw new Error(`the message ${ts} in ${channel} is about no audit`);
  return { channel, ts, kind, auditId };
}

/**
 * Messages that show a finding as it was before something happened to it: alerts first, then the newest. What Slack
 * would not have edited rests for five minutes.
 */
export async function listStaleMessages(
  db: Queryable,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly ShowingMessage[]> {
  const rows = await db.query<ShowingRow>(
    `select channel, ts, kind, audit_id from shown_findings shown join findings on id = finding_id
      where findings.version > shown.version
        and (refused_at is null or refused_at <= $1::timestamptz - interval '5 minutes')
      group by channel, ts, kind, audit_id
      order by kind in ('audit', 'digest'), audit_id desc nulls first, ts desc, channel limit $2`,
    [now, limit],
  );
  return rows.map(messageOf);
}

/** Notes that Slack would not have a message edited. */
export async function saveRefused(db: Queryable, { channel, ts }: PlacedMessage, at: Date): Promise<void> {
  await db.query("update shown_findings set refused_at = $3 where channel = $1 and ts = $2", [
    channel,
    ts,
    at,
  ]);
}

/** The findings that a message shows. */
export async function listShownIn(db: Queryable, { channel, ts }: PlacedMessage): Promise<readonly number[]> {
  const rows = await db.query<{ finding_id: number }>(
    "select finding_id from shown_findings where channel = $1 and ts = $2 order by finding_id",
    [channel, ts],
  );
  return rows.map(({ finding_id }) => finding_id);
}

/** The findings that a message shows as they were, where no message with a thread in its channel that shows them is newer. */
export async function listBehind(
  db: Queryable,
  { channel, ts }: PlacedMessage,
): Promise<readonly ShownFinding[]> {
  return db.query<ShownFinding>(
    `select shown.finding_id as "findingId", shown.version from shown_findings shown join findings on id = finding_id
      where channel = $1 and ts = $2 and findings.version > shown.version and not exists (
        select 1 from shown_findings newer where newer.finding_id = shown.finding_id and newer.channel = $1
           and newer.kind <> 'unowned' and newer.ts > shown.ts)
      order by shown.finding_id`,
    [channel, ts],
  );
}

/** Of each channel, the newest message with a thread that shows a finding; the newest first, direct ones left out. */
export async function listNewestShowing(
  db: Queryable,
  findingId: number,
): Promise<readonly ShowingMessage[]> {
  const rows = await db.query<ShowingRow>(
    `select channel, ts, kind, audit_id from (
       select distinct on (channel) channel, ts, kind, audit_id from shown_findings
        where finding_id = $1 and kind <> 'unowned' and channel not like 'D%'
        order by channel, ts desc) newest order by ts desc`,
    [findingId],
  );
  return rows.map(messageOf);
}

/** Forgets a message that is not there any more. */
export async function forgetShown(db: Queryable, { channel, ts }: PlacedMessage): Promise<void> {
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
