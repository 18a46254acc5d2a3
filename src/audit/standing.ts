import { coverageCheck, coverageResult, coverageSeverity, unreadBecause } from "../checks/coverage.ts";
import { checks } from "../checks/index.ts";
import { organizationChecks } from "../checks/organization/index.ts";
import type { Clock } from "../clock.ts";
import { type Account, type AccountId, bareAccount } from "../domain/account.ts";
import type { Audit, Scope } from "../domain/audit.ts";
import { NEEDING } from "../domain/finding-life.ts";
import type { FindingsShown } from "../domain/findings-shown.ts";
import type { Result, Severity } from "../domain/result.ts";
import type {
  Change,
  FailurePage,
  Overview,
  Standing,
  SubjectFailure,
  UnreadAccount,
} from "../domain/standing.ts";
import { findReadings } from "../store/account-reads.ts";
import { ACCOUNTS_LISTED, countAccounts, findAccountsByIds } from "../store/accounts.ts";
import { findAudit, findGoing, findLatestFinished } from "../store/audits.ts";
import { findCoverage } from "../store/coverage.ts";
import type { Database } from "../store/database.ts";
import { tallyFindings } from "../store/finding-lists.ts";
import { findMilestone } from "../store/milestones.ts";
import { findOrganizationReading } from "../store/organization-reads.ts";
import * as standings from "../store/standings.ts";
import { findingsOfStanding } from "./findings-shown.ts";

/** As many as a message shows. */
const WORST = 5;
const NAMED = 10;

const ORGANIZATION: Scope = { kind: "organization" };
const checkIds = [...organizationChecks, ...checks].map(({ id }) => id);

export interface StandingDependencies {
  readonly db: Database;
}

export interface OverviewDependencies extends StandingDependencies {
  readonly clock: Clock;
  /** What an audit that is over came to does not change any more, and takes a while to count. */
  readonly remembered: (auditId: string, ask: () => Promise<Standing>) => Promise<Standing>;
}

/** Where the organization stands, by its last audit. */
export async function findOverview(dependencies: OverviewDependencies): Promise<Overview & FindingsShown> {
  const { db, clock, remembered } = dependencies;
  const [audit, running, accounts, tally] = await Promise.all([
    findLatestFinished(db, ORGANIZATION),
    findGoing(db, ORGANIZATION),
    countAccounts(db),
    tallyFindings(db, { states: NEEDING, now: clock.now() }),
  ]);
  const standing = audit && (await remembered(String(audit.id), () => findStanding({ db }, audit)));
  const shown = audit && standing && (await findingsOfStanding(db, audit, standing));
  return {
    ...(audit && standing && { latest: { audit, standing } }),
    ...(shown && { ...shown, tally }),
    ...(running && { running }),
    ...(accounts > 0 && { accounts }),
  };
}

/** What an audit of several accounts came to, or has come to so far. */
export async function findStanding({ db }: StandingDependencies, audit: Audit): Promise<Standing> {
  const { id } = audit;
  const [coverage, failures, unanswered, worst, unread, notActive, change, organization] = await Promise.all([
    findCoverage(db, audit),
    standings.countFailures(db, id),
    standings.countUnanswered(db, id),
    findFailures(db, id, { offset: 0, limit: WORST }),
    findUnread(db, id),
    findNotActive(db, id),
    findChange(db, audit),
    findOrganizationResults(db, id),
  ]);
  const isOver = audit.state === "finished" && audit.finishedAt;
  const severity = isOver && (await judgeCoverage(db, id, { coverage, unread, at: isOver }));
  return {
    coverage,
    ...(severity && { coverageSeverity: severity }),
    accountsFailing: audit.accountsFailing,
    failures,
    worst,
    unread,
    unanswered,
    notActive,
    ...(organization && { organization }),
    ...(change && { change }),
  };
}

/** What fails in an audit, worst first. */
export async function listFailures(
  { db }: StandingDependencies,
  auditId: number,
  page: { readonly offset: number; readonly limit: number },
): Promise<FailurePage> {
  const [audit, counts, failures] = await Promise.all([
    findAudit(db, auditId),
    standings.countFailures(db, auditId),
    findFailures(db, auditId, page),
  ]);
  if (audit?.rolledUpAt) return { total: 0, failures: [], goneSince: audit.rolledUpAt };
  return { total: Object.values(counts).reduce((sum, count) => sum + count, 0), failures };
}

interface CoverageOf extends Pick<Standing, "coverage" | "unread"> {
  readonly at: Date;
}

/** How bad it is that accounts could not be read; undefined if all could. An audit that was stopped cannot be judged. */
async function judgeCoverage(
  db: Database,
  auditId: number,
  { coverage, unread, at }: CoverageOf,
): Promise<Severity | undefined> {
  if (coverage.unread.length === 0) return undefined;
  const unreadSince = await standings.findUnreadSince(db, auditId);
  const managementUnread = unread.some(({ account }) => account.isManagement);
  return coverageSeverity({ coverage, managementUnread, at, ...(unreadSince && { unreadSince }) });
}

/** What the audit of an organization, whose accounts have all been dealt with, says of how many it could read. */
export async function findCoverageResult(db: Database, audit: Audit, at: Date): Promise<Result> {
  const [coverage, unread, listedAt] = await Promise.all([
    findCoverage(db, audit),
    findUnread(db, audit.id),
    findMilestone(db, ACCOUNTS_LISTED),
  ]);
  const severity = await judgeCoverage(db, audit.id, { coverage, unread, at });
  return coverageResult({ coverage, unread, ...(severity && { severity }), ...(listedAt && { listedAt }) });
}

/** What is said of the organization itself; how much could be read stands by itself. */
async function findOrganizationResults(
  db: Database,
  auditId: number,
): Promise<readonly Result[] | undefined> {
  const reading = await findOrganizationReading(db, auditId);
  return reading?.results.filter(({ check }) => check !== coverageCheck.id);
}

async function findChange(db: Database, { id, scope, state }: Audit): Promise<Change | undefined> {
  if (state !== "finished") return undefined;
  const earlier = await findLatestFinished(db, scope, id);
  if (!earlier?.finishedAt || earlier.rolledUpAt) return undefined;
  const compared = await standings.compareAudits(db, id, earlier.id);
  return { auditId: earlier.id, finishedAt: earlier.finishedAt, ...compared };
}

async function findFailures(
  db: Database,
  auditId: number,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly SubjectFailure[]> {
  const found = await standings.listFailures(db, auditId, { ...page, checks: checkIds });
  const accounts = await accountsById(
    db,
    found.flatMap(({ subject }) => (subject.kind === "account" ? [subject.accountId] : [])),
  );
  return found.map(({ subject, failure }) =>
    subject.kind === "account"
      ? { subject: { kind: "account", account: accounts(subject.accountId) }, failure }
      : { subject, failure },
  );
}

async function findUnread(db: Database, auditId: number): Promise<readonly UnreadAccount[]> {
  const ids = await standings.listUnusual(db, auditId, { kind: "unread", limit: NAMED });
  const [accounts, readings] = await Promise.all([accountsById(db, ids), findReadings(db, auditId, ids)]);
  return ids.flatMap((id) => {
    const reason = unreadBecause(readings.find(({ accountId }) => accountId === id)?.results ?? []);
    return reason ? [{ account: accounts(id), reason }] : [];
  });
}

async function findNotActive(db: Database, auditId: number): Promise<readonly Account[]> {
  const ids = await standings.listUnusual(db, auditId, { kind: "not active", limit: NAMED });
  const accounts = await accountsById(db, ids);
  return ids.map(accounts);
}

/** Finds stored accounts; one that is not is shown by its id. */
async function accountsById(db: Database, ids: readonly AccountId[]): Promise<(id: AccountId) => Account> {
  const accounts = new Map((await findAccountsByIds(db, ids)).map((account) => [account.id, account]));
  return (id) => accounts.get(id) ?? bareAccount(id, "aws");
}
