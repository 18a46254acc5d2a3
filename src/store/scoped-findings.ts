import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import type { FailureCounts } from "../domain/audit.ts";
import type { FindingGroup } from "../domain/digest.ts";
import { type FindingState, findingStates } from "../domain/finding.ts";
import { NEEDING } from "../domain/finding-life.ts";
import { type Severity, severities } from "../domain/result.ts";
import type { Queryable } from "./database.ts";

/** Accounts that findings are wanted of; undefined for all, the organization itself among them. */
export type Subjects = readonly AccountId[] | undefined;

/** The worst first, as findings are listed everywhere. */
export const WORST_FIRST = "rank, check_id, opened_at, id";

/** The condition that a finding is about one of the subjects that are given as a parameter. */
export function isAbout(parameter: string): string {
  return `(${parameter}::text[] is null or subject = any(${parameter}::text[]))`;
}

/** What there is to do about some subjects at one moment. */
export interface WorkLeft {
  readonly open: FailureCounts;
  readonly overdue: number;
  readonly worst: FindingGroup;
  /** Put aside, and back before long; the soonest first. */
  readonly expiring: FindingGroup;
}

const counted = z.object({ severity: z.enum(severities), count: z.int(), overdue: z.int() });
const listed = z.object({ id: z.int(), total: z.int() });

/** So many of the worst are shown with their buttons, and so many named of what comes back. */
const WORST = 5;
const NAMED = 10;

export async function findWorkLeft(
  db: Queryable,
  subjects: Subjects,
  { now, expiringBefore }: { readonly now: Date; readonly expiringBefore: Date },
): Promise<WorkLeft> {
  const counts = counted.array().parse(
    await db.query(
      `select severity, count(*)::int as count, (count(*) filter (where due_at < $3))::int as overdue
         from findings where state = any($1::text[]) and ${isAbout("$2")} group by severity`,
      [NEEDING, subjects, now],
    ),
  );
  const worst = await db.query(
    `select id, (count(*) over ())::int as total from findings
      where state = any($1::text[]) and ${isAbout("$2")} order by ${WORST_FIRST} limit ${WORST}`,
    [NEEDING, subjects],
  );
  const expiring = await db.query(
    `select id, (count(*) over ())::int as total from findings
      where state in ('snoozed', 'accepted') and until < $2 and ${isAbout("$1")} order by until, id limit ${NAMED}`,
    [subjects, expiringBefore],
  );
  const open = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, count } of counts) open[severity] = count;
  const overdue = counts.reduce((sum, found) => sum + found.overdue, 0);
  return { open, overdue, worst: groupOf(worst), expiring: groupOf(expiring) };
}

function groupOf(rows: readonly unknown[]): FindingGroup {
  const found = listed.array().parse(rows);
  return { total: found[0]?.total ?? 0, findingIds: found.map(({ id }) => id) };
}

/** A finding in a line of a file. */
export interface FindingLine {
  readonly id: number;
  readonly rank: number;
  readonly severity: Severity;
  readonly state: FindingState;
  readonly check: string;
  readonly subject: string;
  /** Who took it on, or whose it is by the rules. */
  readonly owner?: string;
  readonly dueAt?: Date;
  readonly firstSeen: Date;
  readonly headline: string;
}

const line = z
  .object({
    id: z.int(),
    rank: z.int(),
    severity: z.enum(severities),
    state: z.enum(findingStates),
    check: z.string(),
    subject: z.string(),
    owner: z.string().nullable(),
    due_at: z.date().nullable(),
    first_seen: z.date(),
    headline: z.string(),
  })
  .transform(
    ({ owner, due_at: dueAt, first_seen: firstSeen, ...found }): FindingLine => ({
      ...found,
      firstSeen,
      ...(owner !== null && { owner }),
      ...(dueAt && { dueAt }),
    }),
  );

/**
 * A page of what is not over: that which comes after another finding, the worst first. The subjects are unnested: as one
 * list of ten thousand they would be planned anew with every page, which takes longer than finding it.
 */
export async function listFindingLines(
  db: Queryable,
  subjects: Subjects,
  { after, limit }: { readonly after: Pick<FindingLine, "rank" | "id">; readonly limit: number },
): Promise<readonly FindingLine[]> {
  const rows = await db.query(
    `select findings.id, rank, severity, state, check_id as check, findings.subject, due_at, first_seen,
            coalesce(findings.owner, rules.owner) as owner, failure->>'headline' as headline
       from findings left join subject_owners rules on rules.subject = findings.subject
      where state not in ('resolved', 'closed') and (rank, findings.id) > ($2, $3)
        and ($1::text[] is null or findings.subject in (select unnest($1::text[])))
      order by rank, findings.id limit $4`,
    [subjects, after.rank, after.id, limit],
  );
  return line.array().parse(rows);
}
