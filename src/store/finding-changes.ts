import type { FindingLife, FindingRecord } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import type { Observed } from "../domain/observation.ts";
import { severities } from "../domain/result.ts";
import { type Subject, subjectKey } from "../domain/subject.ts";
import type { Queryable } from "./database.ts";
import { lifeOf } from "./finding-shapes.ts";

/** How a finding is to be after something happened to it; new ones have no id yet. */
export interface FindingChange {
  readonly subject: Subject;
  readonly check: string;
  readonly before?: FindingRecord;
  readonly life: FindingLife;
  readonly observed: Observed;
  /** What happened, in order; none where it has only been seen again. */
  readonly events: readonly FindingEvent[];
}

/**
 * Stores what happened to many findings, those that are there already being locked. New ones get their ids here; one that
 * another process has stored meanwhile is left to it.
 */
export async function saveChanges(tx: Queryable, changes: readonly FindingChange[]): Promise<void> {
  const existing = changes.filter(({ before }) => before);
  const fresh = changes.filter(({ before }) => !before);
  const ids = new Map<string, { readonly id: number; readonly version: number }>();
  if (fresh.length > 0) {
    const rows = await tx.query<{ id: number; subject: string; check_id: string }>(
      `insert into findings (subject, check_id, version, severity, rank, failure, fingerprint, first_seen, last_seen,
              observed_at, stale, state, life, owner, opened_at, due_at, until, lapses_at)
       select subject, check_id, events, severity, ${RANK}, failure, fingerprint, last_seen, last_seen, observed_at, stale, state,
              life, owner, opened_at, due_at, until, lapses_at
         from jsonb_to_recordset($1::jsonb) as given(${COLUMN_TYPES})
       on conflict (subject, check_id) do nothing returning id, subject, check_id`,
      [JSON.stringify(fresh.map(columnsOf))],
    );
    for (const { id, subject, check_id } of rows) ids.set(`${subject} ${check_id}`, { id, version: 0 });
  }
  if (existing.length > 0)
    await tx.query(
      `update findings set version = findings.version + given.events, severity = given.severity,
              rank = ${RANK}, failure = coalesce(given.failure, findings.failure), fingerprint = given.fingerprint,
              last_seen = given.last_seen, observed_at = given.observed_at, stale = given.stale, state = given.state,
              life = given.life, owner = given.owner, opened_at = given.opened_at, due_at = given.due_at,
              until = given.until, lapses_at = given.lapses_at
         from jsonb_to_recordset($1::jsonb) as given(${COLUMN_TYPES}) where findings.id = given.id`,
      [JSON.stringify(existing.map(columnsOf))],
    );
  await saveEvents(
    tx,
    changes.flatMap(({ subject, check, before, events }) => {
      const stored = before ?? ids.get(`${subjectKey(subject)} ${check}`);
      return stored ? [{ ...stored, events }] : [];
    }),
  );
}

/** The smaller the worse; what is wrong with the organization, or its management account, comes before others as bad. */
const RANK = `given.rank * 4 + case when given.subject = 'organization' then 0
  when exists (select 1 from accounts where accounts.id = given.subject and is_management) then 1 else 2 end`;

const COLUMN_TYPES = `id integer, subject text, check_id text, events integer, severity text, rank smallint,
  failure jsonb,
  fingerprint jsonb, last_seen timestamptz, observed_at timestamptz, stale jsonb, state text, life jsonb, owner text,
  opened_at timestamptz, due_at timestamptz, until timestamptz, lapses_at timestamptz`;

function columnsOf({ subject, check, before, life, observed, events }: FindingChange) {
  const { severity, failure, fingerprint, lastSeen, observedAt, stale } = observed;
  return {
    id: before?.id ?? null,
    subject: subjectKey(subject),
    check_id: check,
    events: events.length,
    severity,
    rank: severities.indexOf(severity),
    failure: failure ?? null,
    fingerprint,
    last_seen: lastSeen,
    observed_at: observedAt,
    stale: stale ?? null,
    ...lifeColumns(life),
  };
}

function lifeColumns(life: FindingLife) {
  return {
    state: life.state,
    life: lifeOf(life),
    owner: life.owner?.id ?? null,
    opened_at: life.openedAt,
    due_at: life.dueAt ?? null,
    until: life.until ?? null,
    lapses_at: life.request?.lapsesAt ?? null,
  };
}

interface EventsOf {
  readonly id: number;
  /** The version before them. */
  readonly version: number;
  readonly events: readonly FindingEvent[];
}

async function saveEvents(tx: Queryable, happened: readonly EventsOf[]): Promise<void> {
  const rows = happened.flatMap(({ id, version, events }) =>
    events.map(({ at, by, what }, index) => ({
      finding_id: id,
      version: version + index + 1,
      at,
      actor: by ?? null,
      what,
    })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into finding_events (finding_id, version, at, actor, what)
     select finding_id, version, at, actor, what from jsonb_to_recordset($1::jsonb)
       as given(finding_id integer, version integer, at timestamptz, actor text, what jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Stores one event for each of many findings, which must be locked, and the lives that they lead to. */
export async function saveLives(
  tx: Queryable,
  changes: readonly {
    readonly finding: FindingRecord;
    readonly life: FindingLife;
    readonly event: FindingEvent;
  }[],
): Promise<void> {
  const observed = ({ severity, fingerprint, lastSeen, observedAt, stale }: FindingRecord): Observed => ({
    happenings: [],
    severity,
    fingerprint,
    lastSeen,
    observedAt,
    ...(stale && { stale }),
  });
  await saveChanges(
    tx,
    changes.map(({ finding, life, event }) => {
      const { subject, check } = finding;
      return { subject, check, before: finding, life, observed: observed(finding), events: [event] };
    }),
  );
}

/** Stores one event of one finding, which must be locked, and the life that it leads to. */
export async function saveLife(
  tx: Queryable,
  { id, version }: Pick<FindingRecord, "id" | "version">,
  { life, event }: { readonly life: FindingLife; readonly event: FindingEvent },
): Promise<void> {
  const columns = lifeColumns(life);
  await tx.query(
    `update findings set version = version + 1, state = $2, life = $3::jsonb, owner = $4, opened_at = $5, due_at = $6,
            until = $7, lapses_at = $8 where id = $1`,
    [
      id,
      columns.state,
      JSON.stringify(columns.life),
      columns.owner,
      columns.opened_at,
      columns.due_at,
      columns.until,
      columns.lapses_at,
    ],
  );
  await saveEvents(tx, [{ id, version, events: [event] }]);
}
