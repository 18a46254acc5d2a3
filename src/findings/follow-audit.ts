import { coverageCheck } from "../checks/coverage.ts";
import { checks } from "../checks/index.ts";
import { organizationChecks } from "../checks/organization/index.ts";
import type { Clock } from "../clock.ts";
import { type Audit, auditName, isOver } from "../domain/audit.ts";
import type { FindingRecord } from "../domain/finding.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import { observe } from "../domain/observation.ts";
import type { Result } from "../domain/result.ts";
import { type Subject, subjectKey } from "../domain/subject.ts";
import type { Log } from "../log.ts";
import { findAccountIdsInScope, findAudit } from "../store/audits.ts";
import { findClockStart } from "../store/baseline.ts";
import type { Database, Transaction } from "../store/database.ts";
import { saveChanges } from "../store/finding-changes.ts";
import { lockFindingsElsewhere, lockFindingsOf, lockFindingsOfOtherChecks } from "../store/findings.ts";
import {
  isFollowed,
  listTellingReadings,
  setFollowed,
  setReadingsFollowed,
} from "../store/followed-audits.ts";
import { findOrganizationReading } from "../store/organization-reads.ts";
import { changeOf } from "./finding-change.ts";
import { type NameOwnersDependencies, nameOwners } from "./name-owners.ts";

export interface FollowAuditDependencies extends Pick<NameOwnersDependencies, "owners"> {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: FindingPolicy;
}

/** What AWS said of one subject. */
export interface SubjectReading {
  readonly subject: Subject;
  readonly readAt: Date;
  readonly results: readonly Result[];
}

/** Few enough at a time that nobody who waits for an acknowledgement notices. */
export const PAGE = 200;

/**
 * Moves the findings on by what an audit has read, for the accounts that it read and no others. Before it is over, by
 * what it will not read once more; afterwards by all the rest, and then once and for all. Safe to repeat, and for
 * several processes at once: what has been taken in once changes nothing the second time.
 */
export async function followAudit(dependencies: FollowAuditDependencies, auditId: number): Promise<void> {
  const { db, clock, log } = dependencies;
  const audit = await findAudit(db, auditId);
  if (!audit || (await isFollowed(db, auditId))) return;
  let happened = await takeInAccounts(dependencies, audit);
  if (!isOver(audit)) return;
  const organization = await findOrganizationReading(db, auditId);
  if (organization)
    happened += await takeInNow(dependencies, [{ subject: { kind: "organization" }, ...organization }]);
  if (audit.scope.kind === "organization" && audit.state === "finished")
    happened += await closeUnasked(dependencies, audit);
  await setFollowed(db, auditId, clock.now());
  log.info({ audit: auditName(auditId), happened }, "Findings moved on");
}

/** A reading by a clock that was ahead counts as of now, so that it does not stand before all that comes. */
function notAhead(now: Date) {
  return (reading: SubjectReading): SubjectReading =>
    reading.readAt > now ? { ...reading, readAt: now } : reading;
}

/** Page by page; answers how many findings something happened to. */
async function takeInAccounts(dependencies: FollowAuditDependencies, audit: Audit): Promise<number> {
  const { db } = dependencies;
  const states = isOver(audit) ? (["provisional", "settled"] as const) : (["settled"] as const);
  for (let happened = 0, after = ""; ; ) {
    const page = await listTellingReadings(db, audit.id, { states, after, limit: PAGE });
    const last = page.at(-1);
    if (!last) return happened;
    happened += await takeInNow(
      dependencies,
      page.map(({ accountId, ...reading }) => ({ subject: { kind: "account", accountId }, ...reading })),
    );
    await setReadingsFollowed(db, audit.id, page);
    after = last.accountId;
  }
}

async function takeInNow(
  dependencies: FollowAuditDependencies,
  readings: readonly SubjectReading[],
): Promise<number> {
  await nameOwners(
    dependencies,
    readings.map(({ subject }) => subject),
  );
  return takeIn(dependencies, readings.map(notAhead(dependencies.clock.now())));
}

/** Takes in answers of AWS; answers how many findings something happened to. */
export async function takeIn(
  { db, policy }: Pick<FollowAuditDependencies, "db" | "policy">,
  readings: readonly SubjectReading[],
): Promise<number> {
  return db.transaction(async (tx) => {
    const isClockRunning = (await findClockStart(tx)) !== undefined;
    const records = await lockFindingsOf(
      tx,
      readings.map(({ subject }) => subject),
    );
    const known = new Map(records.map((record) => [keyOf(record.subject, record.check), record]));
    const changes = readings.flatMap(({ subject, readAt, results }) =>
      results.flatMap((result) => {
        const before = known.get(keyOf(subject, result.check));
        const observed = observe(before, { result, readAt, isClockRunning });
        if (!observed) return [];
        return [changeOf({ subject, check: result.check, before, observed, at: readAt }, policy)];
      }),
    );
    await saveChanges(tx, changes);
    return changes.filter(({ events }) => events.length > 0).length;
  });
}

function keyOf(subject: Subject, check: string): string {
  return `${subjectKey(subject)} ${check}`;
}

const KNOWN_CHECKS = [...checks, ...organizationChecks, coverageCheck].map(({ id }) => id);

/**
 * Closes findings that no audit asks about any more: those of accounts that the organization does not have, and of
 * checks that there are not. What has been seen since the audit began is left to the next one.
 */
async function closeUnasked(dependencies: FollowAuditDependencies, audit: Audit): Promise<number> {
  const { db } = dependencies;
  const { requestedAt, startedAt = requestedAt, finishedAt = startedAt } = audit;
  const unseen = { seenBefore: startedAt, limit: PAGE };
  const present = await findAccountIdsInScope(db, audit.id);
  const departed = await closeAll(dependencies, {
    at: finishedAt,
    reason: "the account is not in the organization any more",
    lockPage: async (tx) => (present?.length ? lockFindingsElsewhere(tx, present, unseen) : []),
  });
  const dropped = await closeAll(dependencies, {
    at: finishedAt,
    reason: "this release does not ask it any more",
    lockPage: (tx) => lockFindingsOfOtherChecks(tx, KNOWN_CHECKS, unseen),
  });
  return departed + dropped;
}

interface Closing {
  readonly at: Date;
  readonly reason: string;
  /** The next of them, kept from others. */
  readonly lockPage: (tx: Transaction) => Promise<readonly FindingRecord[]>;
}

async function closeAll({ db, policy }: FollowAuditDependencies, closing: Closing): Promise<number> {
  for (let total = 0; ; ) {
    const closed = await db.transaction((tx) => closePage(tx, closing, policy));
    total += closed;
    if (closed < PAGE) return total;
  }
}

async function closePage(
  tx: Transaction,
  { at, reason, lockPage }: Closing,
  policy: FindingPolicy,
): Promise<number> {
  const page = await lockPage(tx);
  const happenings = [{ kind: "closed", reason } as const];
  await saveChanges(
    tx,
    page.map((before) => {
      const { subject, check, severity, fingerprint, lastSeen, observedAt } = before;
      const observed = { happenings, severity, fingerprint, lastSeen, observedAt };
      return changeOf({ subject, check, before, observed, at }, policy);
    }),
  );
  return page.length;
}
