import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import type { FailureCounts } from "../domain/audit.ts";
import type { Finding, FindingState } from "../domain/finding.ts";
import { type Severity, severities } from "../domain/result.ts";
import type { Queryable } from "./database.ts";
import { findingsIn, RECORD_COLUMNS } from "./finding-shapes.ts";

/** Which findings are wanted; what is absent does not matter. */
export interface Wanted {
  readonly states: readonly FindingState[];
  /** User and user group ids: findings that one of them owns, taken on or by the rules. */
  readonly owners?: readonly string[];
  readonly accountId?: AccountId;
  /** Due before this time. */
  readonly dueBefore?: Date;
  /** Put aside, ending before this time. */
  readonly untilBefore?: Date;
  /** With a request that waits for an answer. */
  readonly hasRequest?: boolean;
}

export interface ListPage {
  readonly offset: number;
  readonly limit: number;
}

/** Whose findings are by the rules is looked up only where it matters. */
function sourceOf({ owners }: Wanted): string {
  return owners
    ? "findings left join subject_owners on subject_owners.subject = findings.subject"
    : "findings";
}

function conditionsFor({ owners }: Wanted): string {
  const owner = owners
    ? "coalesce(findings.owner, subject_owners.owner) = any($2::text[])"
    : "$2::text[] is null";
  return `${owner} and ${CONDITIONS}`;
}

const CONDITIONS = `findings.state = any($1::text[])
  and ($3::text is null or findings.subject = $3)
  and ($4::timestamptz is null or findings.due_at < $4)
  and ($5::timestamptz is null or findings.until < $5)
  and ($6::boolean is null or (findings.lapses_at is not null) = $6)`;

function conditionsOf({ states, owners, accountId, dueBefore, untilBefore, hasRequest }: Wanted) {
  return [
    states,
    owners ?? null,
    accountId ?? null,
    dueBefore ?? null,
    untilBefore ?? null,
    hasRequest ?? null,
  ];
}

/** Worst first: by severity, the organization and its management account before others; what fails alike together. */
export async function listFindings(
  db: Queryable,
  wanted: Wanted,
  { offset, limit }: ListPage,
): Promise<readonly Finding[]> {
  const rows = await db.query(
    `select ${RECORD_COLUMNS}, failure from findings where id in (
       select findings.id from ${sourceOf(wanted)} where ${conditionsFor(wanted)} order by ${WORST_FIRST} offset $7 limit $8)
     order by ${WORST_FIRST}`,
    [...conditionsOf(wanted), offset, limit],
  );
  return findingsIn(rows);
}

const WORST_FIRST = "rank, check_id, opened_at, findings.id";

const count = z.object({ severity: z.enum(severities), count: z.int() });

/** How many there are, by severity. */
export async function countFindings(db: Queryable, wanted: Wanted): Promise<FailureCounts> {
  const rows = await db.query(
    `select findings.severity, count(*)::int as count from ${sourceOf(wanted)} where ${conditionsFor(wanted)} group by findings.severity`,
    conditionsOf(wanted),
  );
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const found of count.array().parse(rows)) counts[found.severity] = found.count;
  return counts;
}

/** How many findings one check has, by how bad they are. */
export interface CheckCount {
  readonly check: string;
  readonly severity: Severity;
  readonly findings: number;
}

const checkCount = z.object({ check: z.string(), severity: z.enum(severities), findings: z.int() });

/** What needs somebody, by check, the worst and the most frequent first. */
export async function countByCheck(
  db: Queryable,
  states: readonly FindingState[],
): Promise<readonly CheckCount[]> {
  const rows = await db.query(
    `select check_id as check, severity, count(*)::int as findings from findings where state = any($1::text[])
      group by check_id, severity order by array_position($2::text[], severity), findings desc, check_id`,
    [states, severities],
  );
  return checkCount.array().parse(rows);
}
