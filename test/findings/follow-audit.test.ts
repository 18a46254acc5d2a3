import { expect, test } from "vitest";
import type { Severity } from "../../src/domain/result.ts";
import { followAudit } from "../../src/findings/follow-audit.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import type { Database } from "../../src/store/database.ts";
import { listEvents } from "../../src/store/findings.ts";
import { listUnfollowedAudits } from "../../src/store/followed-audits.ts";
import { findSubjectOwners } from "../../src/store/subject-owners.ts";
import {
  accountOf,
  at,
  auditOf,
  DAY_SECONDS,
  endedAudit,
  type Found,
  fail,
  idOf,
  pass,
  save,
  startedAudit,
  unknown,
} from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { allFindings, findingsBench } from "../support/findings.ts";

const nobody = { ofAccounts: async () => new Map(), ofOrganization: () => undefined };

const failing = (number: number, severity: Severity = "high"): Found => ({
  id: idOf(number),
  results: [fail("root-mfa", severity), pass("root-access-key"), unknown("root-unused")],
});
const passing = (number: number): Found => ({ id: idOf(number), results: [pass("root-mfa")] });

async function setUp(db: Database) {
  const bench = await findingsBench(db);
  await bench.clock.advance(10 * DAY_SECONDS * 1000);
  const dependencies = { ...bench, owners: nobody };
  return {
    dependencies,
    audit: async (found: readonly Found[], given: Parameters<typeof auditOf>[2] = {}) => {
      const { id } = await auditOf(db, found, given);
      await followAudit(dependencies, id);
      return id;
    },
    states: async () => (await allFindings(db)).map(({ subject, state }) => [subject, state]),
  };
}

const account = (number: number) => ({ kind: "account", accountId: idOf(number) }) as const;
const later = at(DAY_SECONDS);

describeEachDatabase("findings after an audit", (open) => {
  test("are what fails, each with its first event, and none where nothing does", async () => {
    const db = await open();
    const { audit, states } = await setUp(db);
    await audit([failing(1), passing(2), failing(3, "info")]);
    expect(await states()).toEqual([[account(1), "open"]]);
    const [finding] = await allFindings(db);
    expect(finding).toMatchObject({
      check: "root-mfa",
      version: 1,
      firstSeen: at(0),
      failure: { headline: "root-mfa fails" },
    });
    expect(await listEvents(db, finding?.id ?? 0)).toMatchObject([{ at: at(0), what: { kind: "found" } }]);
  });

  test("are the same when it is followed again, by several at once", async () => {
    const db = await open();
    const { dependencies, states } = await setUp(db);
    const found = Array.from({ length: 450 }, (_, index) => failing(index + 1));
    const { id } = await auditOf(db, found);
    expect(await listUnfollowedAudits(db)).toEqual([id]);
    await Promise.all([1, 2, 3].map(() => followAudit(dependencies, id)));
    expect(await listUnfollowedAudits(db)).toEqual([]);
    await db.query("update audits set followed_at = null");
    await followAudit(dependencies, id);
    expect(await states()).toHaveLength(450);
    const [events] = await db.query<{ count: number }>("select count(*)::int from finding_events");
    expect(events?.count).toBe(450);
  });

  test("follow an audit that still reads by what it will not read once more, and by the rest at its end", async () => {
    const db = await open();
    const { dependencies, states } = await setUp(db);
    const lease = await startedAudit(db);
    await save(db, lease, { ...failing(1), isProvisional: true }, at(1));
    await save(db, lease, failing(2), at(1));
    await save(db, lease, failing(3), at(1));
    await followAudit(dependencies, lease.auditId);
    expect(await states()).toEqual([
      [account(2), "open"],
      [account(3), "open"],
    ]);
    expect(await listUnfollowedAudits(db)).toEqual([]);

    await save(db, lease, { ...passing(3), isProvisional: true }, at(2));
    await endedAudit(db, lease, { state: "finished", at: at(3) });
    expect(await listUnfollowedAudits(db)).toEqual([lease.auditId]);
    await followAudit(dependencies, lease.auditId);
    expect(await states()).toEqual([
      [account(2), "open"],
      [account(3), "resolved"],
      [account(1), "open"],
    ]);
    expect(await listUnfollowedAudits(db)).toEqual([]);
  });

  test("end where they pass, and stay where an account was not read, was read in vain, or the audit was cut short", async () => {
    const db = await open();
    const { audit, states } = await setUp(db);
    await audit([1, 2, 3, 4].map((number) => failing(number)));
    const blind: Found = { id: idOf(2), results: [unknown("root-mfa")], unread: "access-denied" };
    await audit([passing(1), blind, failing(3)], { from: later, state: "cancelled" });
    expect(await states()).toEqual([
      [account(1), "resolved"],
      [account(2), "open"],
      [account(3), "open"],
      [account(4), "open"],
    ]);
    const byNumber = new Map((await allFindings(db)).map((finding) => [finding.subject, finding]));
    const [, second, third, fourth] = [...byNumber.values()];
    expect(second?.stale).toEqual({ since: later, reason: "no root-mfa" });
    expect(second?.lastSeen).toEqual(at(0));
    expect(third?.lastSeen).toEqual(later);
    expect(fourth).toMatchObject({ lastSeen: at(0), version: 1 });
  });

  test("of accounts that left the organization are closed, those of a whole audit of it", async () => {
    const db = await open();
    const { audit, states } = await setUp(db);
    await audit([failing(1), failing(2)]);
    await audit([failing(1)], { scope: account(1), from: later });
    expect(await states()).toEqual([
      [account(1), "open"],
      [account(2), "open"],
    ]);
    await audit([failing(1)], { from: at(2 * DAY_SECONDS) });
    expect(await states()).toEqual([
      [account(1), "open"],
      [account(2), "closed"],
    ]);
    await audit([failing(1), failing(2)], { from: at(3 * DAY_SECONDS) });
    expect((await allFindings(db)).map(({ state, reopened }) => [state, reopened])).toEqual([
      ["open", 0],
      ["open", 1],
    ]);
  });

  test("of accounts that have been seen since an audit began are not closed by it", async () => {
    const db = await open();
    const { dependencies, audit, states } = await setUp(db);
    const { id: old } = await auditOf(db, [failing(1)], { from: later });
    await audit([failing(2)], { scope: account(2), from: at(DAY_SECONDS + 5) });
    await audit([failing(3)], { scope: account(3), from: at(5) });
    await followAudit(dependencies, old);
    expect(await states()).toHaveLength(3);
    expect(await states()).toEqual(
      expect.arrayContaining([
        [account(1), "open"],
        [account(2), "open"],
        [account(3), "closed"],
      ]),
    );
  });

  test("of checks that there are not any more are closed by an audit of the organization", async () => {
    const db = await open();
    const { audit } = await setUp(db);
    const old = [fail("root-mfa"), fail("root-shoe-size")];
    await audit([{ id: idOf(1), results: old }], {
      organization: [fail("coverage"), fail("org-root-deny-scp")],
    });
    await audit([{ id: idOf(2), results: [pass("root-mfa")] }], { scope: account(2), from: at(60) });
    const checks = async () => (await allFindings(db)).map(({ check, state }) => `${check} ${state}`).sort();
    expect(await checks()).toEqual([
      "coverage open",
      "org-root-deny-scp open",
      "root-mfa open",
      "root-shoe-size open",
    ]);
    await audit([{ id: idOf(1), results: [fail("root-mfa")] }], { from: later });
    expect(await checks()).toEqual([
      "coverage open",
      "org-root-deny-scp open",
      "root-mfa open",
      "root-shoe-size closed",
    ]);
    const closed = (await allFindings(db)).find(({ state }) => state === "closed");
    expect((await listEvents(db, closed?.id ?? 0)).at(-1)?.what).toEqual({
      kind: "closed",
      reason: "this release does not ask it any more",
    });
  });

  test("that a clock ahead read count as of now, so that what is read next ends them", async () => {
    const db = await open();
    const { dependencies, audit, states } = await setUp(db);
    await audit([failing(1)], { from: at(30 * DAY_SECONDS) });
    const [finding] = await allFindings(db);
    expect(finding?.lastSeen).toEqual(dependencies.clock.now());
    expect(finding?.observedAt).toEqual(dependencies.clock.now());
    await dependencies.clock.advance(DAY_SECONDS * 1000);
    await audit([passing(1)], { from: dependencies.clock.now() });
    expect(await states()).toEqual([[account(1), "resolved"]]);
  });

  test("have the owners that the rules name, of the newest audit", async () => {
    const db = await open();
    const { dependencies } = await setUp(db);
    await saveAccounts(db, [accountOf(1), accountOf(2)], { seenAt: at(0), described: false });
    const named = (owner: string) => ({
      ...dependencies,
      owners: {
        ofAccounts: async (accounts: readonly { readonly id: string }[]) =>
          new Map(
            accounts.filter(({ id }) => id === idOf(1)).map(({ id }) => [id, { owner, because: "a rule" }]),
          ),
        ofOrganization: () => undefined,
      },
    });
    await followAudit(named("U1ANN"), (await auditOf(db, [failing(1), failing(2)])).id);
    const subjects = [idOf(1), idOf(2)];
    expect(await findSubjectOwners(db, subjects)).toEqual([
      { subject: idOf(1), owner: "U1ANN", because: "a rule" },
    ]);
    await followAudit(dependencies, (await auditOf(db, [failing(1)], { from: later })).id);
    expect(await findSubjectOwners(db, subjects)).toEqual([]);
  });
});
