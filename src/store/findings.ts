import type { AccountId } from "../domain/account.ts";
import type { Finding, FindingRecord } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import { type Subject, subjectKey } from "../domain/subject.ts";
import type { Queryable } from "./database.ts";
import { eventsIn, findingsIn, RECORD_COLUMNS, recordsIn } from "./finding-shapes.ts";

export async function findFinding(db: Queryable, id: number): Promise<Finding | undefined> {
  const rows = await db.query(`select ${RECORD_COLUMNS}, failure from findings where id = $1`, [id]);
  return findingsIn(rows)[0];
}

export async function findFindings(db: Queryable, ids: readonly number[]): Promise<readonly Finding[]> {
  if (ids.length === 0) return [];
  return findingsIn(
    await db.query(`select ${RECORD_COLUMNS}, failure from findings where id = any($1::integer[])`, [ids]),
  );
}

/** The same, kept from others until the transaction ends. */
export async function lockFinding(tx: Queryable, id: number): Promise<Finding | undefined> {
  const rows = await tx.query(`select ${RECORD_COLUMNS}, failure from findings where id = $1 for update`, [
    id,
  ]);
  return findingsIn(rows)[0];
}

/** Every finding about some subjects, ended ones too, kept from others until the transaction ends. */
export async function lockFindingsOf(
  tx: Queryable,
  subjects: readonly Subject[],
): Promise<readonly FindingRecord[]> {
  const rows = await tx.query(
    `select ${RECORD_COLUMNS} from findings where subject = any($1::text[]) order by id for update`,
    [subjects.map(subjectKey)],
  );
  return recordsIn(rows);
}

/** Which of the findings that have not been seen lately, and how many of them at a time. */
interface Unseen {
  readonly seenBefore: Date;
  readonly limit: number;
}

/** Findings of accounts that are not among those given, not seen since a time and not ended; kept from others. */
export async function lockFindingsElsewhere(
  tx: Queryable,
  accountIds: readonly AccountId[],
  { seenBefore, limit }: Unseen,
): Promise<readonly FindingRecord[]> {
  const rows = await tx.query(
    `select ${RECORD_COLUMNS} from findings
      where state not in ('resolved', 'closed') and subject <> 'organization' and not subject = any($1::text[])
        and last_seen < $2 order by id limit $3 for update`,
    [accountIds, seenBefore, limit],
  );
  return recordsIn(rows);
}

/** Findings of checks that are not among those given, not seen since a time and not ended; kept from others. */
export async function lockFindingsOfOtherChecks(
  tx: Queryable,
  checks: readonly string[],
  { seenBefore, limit }: Unseen,
): Promise<readonly FindingRecord[]> {
  const rows = await tx.query(
    `select ${RECORD_COLUMNS} from findings
      where state not in ('resolved', 'closed') and not check_id = any($1::text[])
        and last_seen < $2 order by id limit $3 for update`,
    [checks, seenBefore, limit],
  );
  return recordsIn(rows);
}

/** Findings whose snooze, accepted risk or request has come to its end; kept from others, who go on with the rest. */
export async function lockExpiring(
  tx: Queryable,
  at: Date,
  limit: number,
): Promise<readonly FindingRecord[]> {
  const rows = await tx.query(
    `select ${RECORD_COLUMNS} from findings where until <= $1 or lapses_at <= $1
      order by id limit $2 for update skip locked`,
    [at, limit],
  );
  return recordsIn(rows);
}

/** Findings that need somebody while they have no date yet; kept from others. */
export async function lockUndated(tx: Queryable, limit: number): Promise<readonly FindingRecord[]> {
  const rows = await tx.query(
    `select ${RECORD_COLUMNS} from findings
      where due_at is null and state in ('open', 'acknowledged', 'snoozed') order by id limit $1 for update`,
    [limit],
  );
  return recordsIn(rows);
}

/** What has happened to a finding, from the first on. */
export async function listEvents(db: Queryable, id: number): Promise<readonly FindingEvent[]> {
  const rows = await db.query(
    "select at, actor, what from finding_events where finding_id = $1 order by version",
    [id],
  );
  return eventsIn(rows);
}

/** What has happened to a finding after a version of it. */
export async function listEventsSince(
  db: Queryable,
  id: number,
  version: number,
): Promise<readonly { readonly version: number; readonly event: FindingEvent }[]> {
  const rows = await db.query<{ version: number }>(
    "select version, at, actor, what from finding_events where finding_id = $1 and version > $2 order by version",
    [id, version],
  );
  return eventsIn(rows).map((event, index) => ({ event, version: rows[index]?.version ?? version }));
}
