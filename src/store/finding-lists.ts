import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import type { FailureCounts } from "../domain/audit.ts";
import type { ApprovalRequest, Finding, FindingState } from "../domain/finding.ts";
import type { FindingTally } from "../domain/findings-shown.ts";
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
  /** With a request that waits for an answer; where it says whose, for one that they could give. */
  readonly request?: "any" | Answerer;
}

/** Who could answer a request: whoever neither asked nor owns the finding, now or by the rules. */
export interface Answerer {
  /** The person's id and those of their user groups. */
  readonly ids: readonly string[];
  /** What they may answer. */
  readonly kinds: readonly ApprovalRequest["kind"][];
}

export interface ListPage {
  readonly offset: number;
  readonly limit: number;
}

const OWNED = "findings left join subject_owners on subject_owners.subject = findings.subject";
const REQUEST = "findings.life -> 'request'";
const OWNER = "coalesce(findings.owner, subject_owners.owner)";

/** Where to look, only as far as it matters, since most of the time few conditions are given. */
function queryFor({ states, owners, accountId, dueBefore, untilBefore, request }: Wanted) {
  const parameters: unknown[] = [states];
  const conditions = ["findings.state = any($1::text[])"];
  const add = (condition: (parameter: string) => string, value: unknown) => {
    if (value === undefined) return;
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  add((owner) => `${OWNER} = any(${owner}::text[])`, owners);
  add((account) => `findings.subject = ${account}`, accountId);
  add((time) => `findings.due_at < ${time}`, dueBefore);
  add((time) => `findings.until < ${time}`, untilBefore);
  if (request) conditions.push("findings.lapses_at is not null");
  const answerer = request === "any" ? undefined : request;
  add((kinds) => `${REQUEST} ->> 'kind' = any(${kinds}::text[])`, answerer?.kinds);
  add(
    (ids) =>
      [`${REQUEST} ->> 'by'`, "findings.owner", "subject_owners.owner"]
        .map((whose) => `coalesce(${whose}, '') <> all(${ids}::text[])`)
        .join(" and "),
    answerer?.ids,
  );
  return { source: owners || answerer ? OWNED : "findings", where: conditions.join(" and "), parameters };
}

/** Worst first: by severity, the organization and its management account before others; what fails alike together. */
export async function listFindings(
  db: Queryable,
  wanted: Wanted,
  { offset, limit }: ListPage,
): Promise<readonly Finding[]> {
  const { source, where, parameters } = queryFor(wanted);
  // Few are asked about or put aside: looked for among all, the worst first, they would be found last.
  const isOfFew = wanted.request !== undefined || wanted.untilBefore !== undefined;
  const found = `(select findings.id, rank, check_id, opened_at from ${source} where ${where})`;
  const rows = await db.query(
    `with found as ${isOfFew ? "materialized" : "not materialized"} ${found}
     select ${RECORD_COLUMNS}, failure from findings where id in (
       select findings.id from found as findings order by ${WORST_FIRST}
       offset $${parameters.length + 1} limit $${parameters.length + 2})
     order by ${WORST_FIRST}`,
    [...parameters, offset, limit],
  );
  return findingsIn(rows);
}

const WORST_FIRST = "rank, check_id, opened_at, findings.id";

const count = z.object({ severity: z.enum(severities), count: z.int() });

/** How many there are, by severity. */
export async function countFindings(db: Queryable, wanted: Wanted): Promise<FailureCounts> {
  const { source, where, parameters } = queryFor(wanted);
  const rows = await db.query(
    `select findings.severity, count(*)::int as count from ${source} where ${where} group by findings.severity`,
    parameters,
  );
  return countsOf(count.array().parse(rows));
}

function countsOf(rows: readonly z.infer<typeof count>[]): FailureCounts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const found of rows) counts[found.severity] = found.count;
  return counts;
}

/** What there is that needs somebody, and how much of it is somebody's own. */
export interface PersonCounts {
  readonly bySeverity: FailureCounts;
  readonly overdue: number;
  readonly own: number;
}

const personCount = z.object({ ...count.shape, overdue: z.int(), own: z.int() });

/** The figures of one person's Home tab, in one look at the table. */
export async function countForPerson(
  db: Queryable,
  {
    states,
    owners,
    now,
  }: { readonly states: readonly FindingState[]; readonly owners: readonly string[]; readonly now: Date },
): Promise<PersonCounts> {
  const rows = personCount.array().parse(
    await db.query(
      `select findings.severity, count(*)::int as count, (count(*) filter (where findings.due_at < $2))::int as overdue,
              (count(*) filter (where ${OWNER} = any($3::text[])))::int as own
         from ${OWNED} where findings.state = any($1::text[]) group by findings.severity`,
      [states, now, owners],
    ),
  );
  const sum = (of: "overdue" | "own") => rows.reduce((total, found) => total + found[of], 0);
  return { bySeverity: countsOf(rows), overdue: sum("overdue"), own: sum("own") };
}

const tallied = z.object({ ...count.shape, overdue: z.int(), accepted: z.int() });

/** How many findings need somebody, by severity; and how many are overdue or accepted. */
export async function tallyFindings(
  db: Queryable,
  { states, now }: { readonly states: readonly FindingState[]; readonly now: Date },
): Promise<FindingTally> {
  const rows = tallied.array().parse(
    await db.query(
      `select severity, (count(*) filter (where state = any($1::text[])))::int as count,
              (count(*) filter (where state = any($1::text[]) and due_at < $2))::int as overdue,
              (count(*) filter (where state = 'accepted'))::int as accepted
         from findings where state = any($1::text[]) or state = 'accepted' group by severity`,
      [states, now],
    ),
  );
  return {
    open: countsOf(rows),
    overdue: rows.reduce((sum, { overdue }) => sum + overdue, 0),
    accepted: rows.reduce((sum, { accepted }) => sum + accepted, 0),
  };
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
