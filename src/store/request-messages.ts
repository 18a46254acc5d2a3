import type { Queryable } from "./database.ts";

/** A request about a finding. */
export interface RequestMade {
  readonly findingId: number;
  /** The version of the finding that the request made. */
  readonly version: number;
}

/** A message that asks somebody to allow what was requested about a finding. */
export interface RequestMessage extends RequestMade {
  readonly channel: string;
  readonly ts: string;
}

const IS_REQUEST = "what->>'kind' in ('ask to accept', 'ask to extend', 'explain')";

/** Requests that still wait, and that nobody has been asked about. */
export async function listUnaskedRequests(db: Queryable): Promise<readonly RequestMade[]> {
  return db.query<RequestMade>(
    `select id as "findingId", asked.version from findings cross join lateral (
       select max(version) as version from finding_events where finding_id = findings.id and ${IS_REQUEST}) asked
      where lapses_at is not null and not exists (
        select 1 from requests_told told
         where told.finding_id = findings.id and told.version = asked.version and not is_answer)
      order by id`,
  );
}

/** Requests that do not wait any more, and whose end has not been told to whoever made them. */
export async function listAnsweredRequests(db: Queryable): Promise<readonly RequestMade[]> {
  return db.query<RequestMade>(
    `select finding_id as "findingId", asked.version
       from finding_events asked join findings on findings.id = finding_id
      where ${IS_REQUEST} and ${isOver("asked")} and not exists (
        select 1 from requests_told told
         where told.finding_id = asked.finding_id and told.version = asked.version and is_answer)
      order by finding_id, asked.version`,
  );
}

/** Notes that whoever may answer a request has been asked, or whoever made it has been told the answer. */
export async function saveRequestTold(
  db: Queryable,
  { findingId, version }: RequestMade,
  what: "request" | "answer",
): Promise<void> {
  await db.query(
    "insert into requests_told (finding_id, version, is_answer) values ($1, $2, $3) on conflict do nothing",
    [findingId, version, what === "answer"],
  );
}

export async function saveRequestMessage(
  db: Queryable,
  { findingId, version, channel, ts }: RequestMessage,
): Promise<void> {
  await db.query(
    `insert into request_messages (finding_id, version, channel, ts) values ($1, $2, $3, $4) on conflict do nothing`,
    [findingId, version, channel, ts],
  );
}

/**
 * Messages that still ask, though the request is not there any more. What Slack would not have edited rests for five
 * minutes.
 */
export async function listOutdatedRequestMessages(
  db: Queryable,
  now: Date,
): Promise<readonly RequestMessage[]> {
  return db.query<RequestMessage>(
    `select finding_id as "findingId", messages.version, channel, ts
       from request_messages messages join findings on findings.id = finding_id
      where not settled and (refused_at is null or refused_at <= $1::timestamptz - interval '5 minutes')
        and ${isOver("messages")}
      order by finding_id, messages.version, channel, ts`,
    [now],
  );
}

/** Whether a request waits no more: none does, or a later one. */
function isOver(request: "asked" | "messages"): string {
  return `(lapses_at is null or exists (
    select 1 from finding_events later where later.finding_id = findings.id and later.version > ${request}.version
       and later.${IS_REQUEST}))`;
}

/** Notes that a message asks no more, or that Slack would not have it edited. */
export async function settleRequestMessage(
  db: Queryable,
  { findingId, version, channel, ts }: RequestMessage,
  { refusedAt }: { readonly refusedAt?: Date } = {},
): Promise<void> {
  await db.query(
    `update request_messages set settled = $5::timestamptz is null, refused_at = $5
      where finding_id = $1 and version = $2 and channel = $3 and ts = $4`,
    [findingId, version, channel, ts, refusedAt ?? null],
  );
}
