import type { Queryable } from "./database.ts";

/** A message that asks somebody to allow what was requested about a finding. */
export interface RequestMessage {
  readonly findingId: number;
  /** The version of the finding that the request made. */
  readonly version: number;
  readonly channel: string;
  readonly ts: string;
}

/** Findings with a request that nobody has been asked about, and the version that the request made. */
export async function listUnaskedRequests(
  db: Queryable,
): Promise<readonly Pick<RequestMessage, "findingId" | "version">[]> {
  return db.query(
    `select id as "findingId", asked.version from findings cross join lateral (
       select max(version) as version from finding_events
        where finding_id = findings.id and what->>'kind' in ('ask to accept', 'ask to extend', 'explain')) asked
      where lapses_at is not null and not exists (
        select 1 from request_messages where finding_id = findings.id and request_messages.version = asked.version)
      order by id`,
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

/** Messages that still ask, though the request is not there any more. */
export async function listAnsweredRequests(db: Queryable): Promise<readonly RequestMessage[]> {
  return db.query<RequestMessage>(
    `select finding_id as "findingId", messages.version, channel, ts
       from request_messages messages join findings on findings.id = finding_id
      where not settled and (lapses_at is null or exists (
        select 1 from finding_events later where later.finding_id = findings.id and later.version > messages.version
           and later.what->>'kind' in ('ask to accept', 'ask to extend', 'explain')))
      order by finding_id, messages.version, channel, ts`,
  );
}

export async function settleRequestMessage(
  db: Queryable,
  { findingId, version, channel, ts }: RequestMessage,
): Promise<void> {
  await db.query(
    `update request_messages set settled = true
      where finding_id = $1 and version = $2 and channel = $3 and ts = $4`,
    [findingId, version, channel, ts],
  );
}
