import type { Clock } from "../clock.ts";
import { type Audit, auditName, isOver } from "../domain/audit.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import { observe } from "../domain/observation.ts";
import type { Result } from "../domain/result.ts";
import { type Subject, subjectKey } from "../domain/subject.ts";
import type { Log } from "../log.ts";
import { findAccountsByIds } from "../store/accounts.ts";
import { findAccountIdsInScope, findAudit } from "../store/audits.ts";
import { findClockStart } from "../store/baseline.ts";
import type { Database, Transaction } from "../store/database.ts";
import { saveChanges } from "../store/finding-changes.ts";
import { lockFindingsElsewhere, lockFindingsOf } from "../store/findings.ts";
import { isFollowed, listTellingReadings, setFollowed } from "../store/followed-audits.ts";
import { findOrganizationReading } from "../store/organization-reads.ts";
import { saveSubjectOwners } from "../store/subject-owners.ts";
import { changeOf } from "./finding-change.ts";
import type { Owners } from "./owners.ts";

export interface FollowAuditDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: FindingPolicy;
  /** Says whose findings are before anybody takes one on. */
  readonly owners: Owners;
}

/** What AWS said of one subject. */
export interface SubjectReading {
  readonly subject: Subject;
  readonly readAt: Date;
  readonly results: readonly Result[];
}

/** Few enough at a time that nobody who waits for an acknowledgement notices. */
const PAGE = 200;

/**
 * Moves the findings on by what an audit that is over has read, for the accounts that it read and no others. Safe to
 * repeat, and for several processes at once: what has been taken in once changes nothing the second time.
 */
export async function followAudit(dependencies: FollowAuditDependencies, auditId: number): Promise<void> {
  const { db, clock, log } = dependencies;
  const audit = await findAudit(db, auditId);
  if (!audit || !isOver(audit) || (await isFollowed(db, auditId))) return;
  let happened = 0;
  for await (const readings of readingsOf(db, auditId)) {
    await nameOwners(dependencies, readings);
    happened += await takeIn(dependencies, readings);
  }
  if (audit.scope.kind === "organization" && audit.state === "finished")
    happened += await closeDeparted(dependencies, audit);
  await setFollowed(db, auditId, clock.now());
  log.info({ audit: auditName(auditId), happened }, "Findings moved on");
}

async function* readingsOf(db: Database, auditId: number): AsyncGenerator<readonly SubjectReading[]> {
  const organization = await findOrganizationReading(db, auditId);
  if (organization) yield [{ subject: { kind: "organization" }, ...organization }];
  for (let after = ""; ; ) {
    const page = await listTellingReadings(db, auditId, { after, limit: PAGE });
    const last = page.at(-1);
    if (!last) return;
    yield page.map(({ accountId, ...reading }) => ({ subject: { kind: "account", accountId }, ...reading }));
    after = last.accountId;
  }
}

/** Notes whose the subjects' findings are by the rules that hold now. */
async function nameOwners(
  { db, clock, owners }: Pick<FollowAuditDependencies, "db" | "clock" | "owners">,
  readings: readonly SubjectReading[],
): Promise<void> {
  const subjects = readings.map(({ subject }) => subjectKey(subject));
  const owned = await owners.ofAccounts(await findAccountsByIds(db, subjects));
  const ofOrganization = owners.ofOrganization();
  const named = readings.flatMap(({ subject }) => {
    const ownership = subject.kind === "account" ? owned.get(subject.accountId) : ofOrganization;
    return ownership ? [{ subject: subjectKey(subject), ...ownership }] : [];
  });
  await saveSubjectOwners(db, subjects, { owners: named, at: clock.now() });
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

/** Accounts that the organization does not have any more take their findings with them. */
async function closeDeparted({ db, policy }: FollowAuditDependencies, audit: Audit): Promise<number> {
  const present = await findAccountIdsInScope(db, audit.id);
  if (!present || present.length === 0) return 0;
  const at = audit.finishedAt ?? audit.requestedAt;
  for (let total = 0; ; ) {
    const closed = await db.transaction((tx) => closePage(tx, { present, at, policy }));
    total += closed;
    if (closed < PAGE) return total;
  }
}

interface Departing {
  readonly present: readonly string[];
  readonly at: Date;
  readonly policy: FindingPolicy;
}

async function closePage(tx: Transaction, { present, at, policy }: Departing): Promise<number> {
  const departed = await lockFindingsElsewhere(tx, present, PAGE);
  const reason = "the account is not in the organization any more";
  await saveChanges(
    tx,
    departed.map((before) => {
      const { subject, check, severity, fingerprint, lastSeen, observedAt } = before;
      const observed = {
        happenings: [{ kind: "closed", reason } as const],
        severity,
        fingerprint,
        lastSeen,
        observedAt,
      };
      return changeOf({ subject, check, before, observed, at }, policy);
    }),
  );
  return departed.length;
}
