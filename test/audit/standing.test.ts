import { expect, test } from "vitest";
import { findOverview, findStanding, listFailures } from "../../src/audit/standing.ts";
import type { Account } from "../../src/domain/account.ts";
import type { Audit } from "../../src/domain/audit.ts";
import { unread } from "../../src/domain/read.ts";
import type { FailingSubject, Standing } from "../../src/domain/standing.ts";
import { ACCOUNTS_LISTED, saveAccounts } from "../../src/store/accounts.ts";
import { findAudit, setAccountsInScope } from "../../src/store/audits.ts";
import { findCoverage } from "../../src/store/coverage.ts";
import type { Database } from "../../src/store/database.ts";
import { setMilestone } from "../../src/store/milestones.ts";
import {
  accountOf,
  at,
  auditOf,
  DAY_SECONDS,
  endedAudit,
  type Found,
  fail,
  idOf,
  judged,
  pass,
  save,
  startedAudit,
} from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { denied } from "../support/root-facts.ts";

/** The results of an account of which nothing inside could be read. */
const nothing = unread(denied);
const unreadResults = judged({
  passwordPresent: nothing,
  mfaEnabled: nothing,
  accessKeysPresent: nothing,
  signingCertificatesPresent: nothing,
  accessKeys: nothing,
  mfaDevices: nothing,
  passwordLastUsed: nothing,
});
const read = (number: number): Found => ({ id: idOf(number), results: [pass("root-mfa")] });
const unreadable = (number: number): Found => ({
  id: idOf(number),
  results: unreadResults,
  unread: "access-denied",
});
const closed = (number: number): Found => ({ id: idOf(number), results: [], active: false });

const nameOf = (subject: FailingSubject) =>
  subject.kind === "account" ? subject.account.name : subject.kind;

function many(count: number, from = 1): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}

async function storeAccounts(db: Database, accounts: readonly Account[]): Promise<void> {
  await saveAccounts(db, accounts, { seenAt: at(0), described: true });
}

const clock = createManualClock(at(0));
const remembered = (_: string, ask: () => Promise<Standing>) => ask();

describeEachDatabase("the coverage of an audit", (open) => {
  test("is of the active accounts; those that a stopped audit did not come to are in scope and not unread", async () => {
    const db = await open();
    const whole = await auditOf(db, [read(1), read(2), unreadable(3), closed(4)]);
    const unreadOnce = [{ code: "access-denied", accounts: 1 }];
    expect(await findCoverage(db, whole)).toEqual({ inScope: 3, read: 2, unread: unreadOnce, notActive: 1 });
    for (const state of ["cancelled", "interrupted"] as const) {
      const lease = await startedAudit(db);
      await setAccountsInScope(db, lease, many(10).map(idOf));
      for (const found of [read(1), unreadable(3), closed(4)]) await save(db, lease, found, at(1));
      const stopped = await endedAudit(db, lease, { state, at: at(2) });
      expect(await findCoverage(db, stopped)).toEqual({
        inScope: 9,
        read: 1,
        unread: unreadOnce,
        notActive: 1,
      });
    }
    const lease = await startedAudit(db);
    await save(db, lease, read(1), at(1));
    const unlisted = await endedAudit(db, lease, { state: "interrupted", at: at(2) });
    expect(await findCoverage(db, unlisted)).toEqual({ inScope: 1, read: 1, unread: [], notActive: 0 });
  });
});

describeEachDatabase("the standing after an audit", (open) => {
  test("names what fails worst, who could not be read and why, and who is not active", async () => {
    const db = await open();
    const management = accountOf(3, { name: "management", isManagement: true });
    await storeAccounts(db, [accountOf(1), accountOf(2), management, accountOf(4, { state: "SUSPENDED" })]);
    const audit = await auditOf(db, [
      { id: idOf(1), results: [fail("root-access-key", "critical"), fail("root-mfa", "critical")] },
      { id: idOf(2), results: [fail("root-mfa", "low")] },
      unreadable(3),
      closed(4),
      { id: idOf(5), results: [fail("root-mfa", "high")] },
    ]);
    const standing = await findStanding({ db }, audit);
    expect(standing).toMatchObject({
      coverage: { inScope: 4, read: 3 },
      coverageSeverity: "critical",
      accountsFailing: 3,
      failures: { critical: 2, high: 1, medium: 0, low: 1, info: 0 },
      unanswered: [],
      notActive: [{ name: "team-4", state: "SUSPENDED" }],
    });
    expect(standing.worst.map(({ subject, failure }) => `${nameOf(subject)} ${failure.check}`)).toEqual([
      "team-1 root-access-key",
      "team-1 root-mfa",
      `${idOf(5)} root-mfa`,
      "team-2 root-mfa",
    ]);
    expect(standing.unread).toMatchObject([
      { account: { name: "management" }, reason: { code: "access-denied" } },
    ]);
    expect(standing).not.toHaveProperty("change");
    const page = await listFailures({ db }, audit.id, { offset: 1, limit: 2 });
    expect(page.total).toBe(4);
    expect(page.failures).toEqual(standing.worst.slice(1, 3));
  });

  test("has the organization's own answers apart, and its failures among the worst", async () => {
    const db = await open();
    const own = [fail("org-root-deny-scp", "medium"), pass("org-root-sessions")];
    const audit = await auditOf(db, [{ id: idOf(1), results: [fail("root-mfa", "medium")] }], {
      organization: [...own, fail("coverage", "high")],
    });
    const standing = await findStanding({ db }, audit);
    expect(standing.organization).toEqual(own);
    expect(standing.accountsFailing).toBe(1);
    expect(standing.worst.map(({ subject, failure }) => `${nameOf(subject)} ${failure.check}`)).toEqual([
      "organization org-root-deny-scp",
      `${idOf(1)} root-mfa`,
    ]);
    expect((await listFailures({ db }, audit.id, { offset: 0, limit: 9 })).total).toBe(2);
  });

  test("shows no more than a message holds", async () => {
    const db = await open();
    const {
      worst,
      unread: named,
      notActive,
      coverage,
    } = await findStanding(
      { db },
      await auditOf(db, [
        ...many(8).map((number) => ({ id: idOf(number), results: [fail("root-mfa")] })),
        ...many(12, 100).map(unreadable),
        ...many(11, 200).map(closed),
      ]),
    );
    expect([worst.length, named.length, notActive.length]).toEqual([5, 10, 10]);
    expect(coverage).toMatchObject({ inScope: 20, notActive: 11, unread: [{ accounts: 12 }] });
  });

  test("says how bad it is that accounts could not be read, but not of an audit that was stopped", async () => {
    const db = await open();
    const days = (number: number) => ({ from: at(number * DAY_SECONDS) });
    const severity = async (audit: Audit) => (await findStanding({ db }, audit)).coverageSeverity;
    const hundred = many(100).map(read);
    const all = await auditOf(db, hundred, days(0));
    const few = await auditOf(db, [...hundred, unreadable(101)], days(1));
    const more = await auditOf(db, [...hundred, ...many(3, 101).map(unreadable)], days(2));
    const long = await auditOf(db, [...hundred, unreadable(101)], days(8));
    const stopped = await auditOf(db, [unreadable(101)], { ...days(9), state: "cancelled" });
    expect(await Promise.all([all, few, more, long, stopped].map(severity))).toEqual([
      undefined,
      "info",
      "high",
      "high",
      undefined,
    ]);
  });

  test("tells the change since the audit of the same scope before, if both came to their end", async () => {
    const db = await open();
    const unit = { kind: "unit", unitId: "ou-e1x4-prod0000", path: "Prod" } as const;
    const failing = [{ id: idOf(1), results: [fail("root-mfa"), pass("root-unused")] }];
    const mended = [{ id: idOf(1), results: [pass("root-mfa"), fail("root-unused")] }];
    const change = async (audit: Audit) => (await findStanding({ db }, audit)).change;
    const first = await auditOf(db, failing, { from: at(0) });
    await auditOf(db, failing, { from: at(20), scope: unit });
    await auditOf(db, mended, { from: at(40), state: "interrupted" });
    const third = await auditOf(db, mended, { from: at(60) });
    const stopped = await auditOf(db, mended, { from: at(80), state: "cancelled" });
    expect(await change(first)).toBeUndefined();
    expect(await change(third)).toEqual({ auditId: first.id, finishedAt: at(10), appeared: 1, fixed: 1 });
    expect(await change(stopped)).toBeUndefined();
  });
});

describeEachDatabase("the overview", (open) => {
  test("is of the last audit of the organization that finished, beside the one that is going", async () => {
    const db = await open();
    expect(await findOverview({ db, clock, remembered })).toEqual({});
    await storeAccounts(db, [accountOf(1), accountOf(2)]);
    await setMilestone(db, ACCOUNTS_LISTED, at(0));
    const finished = await auditOf(db, [{ id: idOf(1), results: [fail("root-mfa")] }], { from: at(0) });
    await auditOf(db, [], { from: at(20), state: "cancelled" });
    await auditOf(db, [], { from: at(40), scope: { kind: "account", accountId: idOf(1) } });
    const { auditId } = await startedAudit(db, { from: at(60) });
    const running = await findAudit(db, auditId);
    const standing = await findStanding({ db }, finished);
    expect(standing.accountsFailing).toBe(1);
    expect(await findOverview({ db, clock, remembered })).toEqual({
      latest: { audit: finished, standing },
      findings: [],
      baseline: { findings: 0, groups: [] },
      tally: { open: { critical: 0, high: 0, medium: 0, low: 0, info: 0 }, overdue: 0, accepted: 0 },
      running,
      accounts: 2,
    });
  });
});
