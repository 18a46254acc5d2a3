import { z } from "zod";
import type { FindingRecord } from "../domain/finding.ts";
import type { Queryable } from "./database.ts";
import { RECORD_COLUMNS, recordsIn } from "./finding-shapes.ts";

/** A finding that is due or soon will be, and whose it is. */
export interface DueFinding {
  readonly finding: FindingRecord;
  /** Who took it on, or whose it is by the rules. */
  readonly owner?: string;
  /** Whose it is by the rules, whoever took it on. */
  readonly ruledOwner?: string;
  readonly lead?: string;
}

const owned = z
  .object({
    effective_owner: z.string().nullable(),
    ruled_owner: z.string().nullable(),
    lead: z.string().nullable(),
  })
  .transform(({ effective_owner: owner, ruled_owner: ruledOwner, lead }) => ({
    ...(owner !== null && { owner }),
    ...(ruledOwner !== null && { ruledOwner }),
    ...(lead !== null && { lead }),
  }));

/** Findings that need somebody and are due before a time, in order of id. */
export async function listDueFindings(
  db: Queryable,
  { before, after, limit }: { readonly before: Date; readonly after: number; readonly limit: number },
): Promise<readonly DueFinding[]> {
  const rows = await db.query(
    `select ${RECORD_COLUMNS}, effective_owner, ruled_owner, lead from (
       select findings.*, coalesce(findings.owner, rules.owner) as effective_owner, rules.owner as ruled_owner, rules.lead
         from findings left join subject_owners rules on rules.subject = findings.subject
        where state in ('open', 'acknowledged') and due_at < $1 and id > $2 order by id limit $3) due order by id`,
    [before, after, limit],
  );
  const owners = owned.array().parse(rows);
  return recordsIn(rows).map((finding, index) => ({ finding, ...owners[index] }));
}

/**
 * Critical findings that nobody has taken on since a time, and of which that has not been told since they were opened
 * or last gave a new reason to. Those that had been put aside count from when they came back, those of the baseline
 * from when its clock was started.
 */
export async function listUnowned(db: Queryable, openedBefore: Date): Promise<readonly FindingRecord[]> {
  const rows = await db.query(
    `select ${RECORD_COLUMNS} from findings
      where state = 'open' and severity = 'critical' and due_at is not null and opened_at <= $1
        and exists (select 1 from baseline_clock where started_at <= $1)
        and not exists (select 1 from finding_events where finding_id = findings.id and at > $1
          and what->>'kind' in ('expired', 'reopen'))
        and not exists (
        select 1 from reminders where finding_id = findings.id and key = 'unowned' and reminders.at >= greatest(
          findings.opened_at, (select max(at) from finding_events where finding_id = findings.id and at <= $1
            and what->>'kind' in ('changed', 'worsened', 'expired', 'reopen'))))
      order by id`,
    [openedBefore],
  );
  return recordsIn(rows);
}

/** One thing that one person has been reminded of. */
export interface Reminded {
  readonly findingId: number;
  /** Which reminder it was. */
  readonly key: string;
  readonly person: string;
}

/** Of some reminders, those that have been given. */
export async function findReminded(
  db: Queryable,
  reminders: readonly Reminded[],
): Promise<readonly Reminded[]> {
  return db.query<Reminded>(
    `select finding_id as "findingId", key, person from reminders
      where (finding_id, key, person) in (select * from unnest($1::integer[], $2::text[], $3::text[]))`,
    columnsOf(reminders),
  );
}

export async function saveReminded(db: Queryable, reminders: readonly Reminded[], at: Date): Promise<void> {
  await db.query(
    `insert into reminders (finding_id, key, person, at)
     select *, $4::timestamptz from unnest($1::integer[], $2::text[], $3::text[])
     on conflict (finding_id, key, person) do update set at = excluded.at`,
    [...columnsOf(reminders), at],
  );
}

function columnsOf(reminders: readonly Reminded[]) {
  return [
    reminders.map(({ findingId }) => findingId),
    reminders.map(({ key }) => key),
    reminders.map(({ person }) => person),
  ];
}
