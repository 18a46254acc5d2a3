import { expect, test } from "vitest";
import type { Account } from "../../src/domain/account.ts";
import type { Scope } from "../../src/domain/audit.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import { claimAudit } from "../../src/store/audit-leases.ts";
import { closeAudit, findGoing, insertOrJoinAudit, setAccountsInScope } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import { accountOf, idOf, organization, pass, save, unknown } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { DAY, type DigestsBench, digestsBench, HOUR } from "../support/digests.ts";
import { failing } from "../support/findings.ts";

const MINUTE = 60_000;
const UNIT = "ou-e1x4-1a2b3c4d";
const unit: Scope = { kind: "unit", unitId: UNIT, path: "Prod" };

/** The audit that was started for a digest, in the hands of a worker. */
async function startedFor(db: Database, { clock }: DigestsBench, scope = organization) {
  const audit = await findGoing(db, scope);
  if (!audit) throw new Error("no audit was started");
  const lease = { auditId: audit.id, owner: "a worker" };
  await claimAudit(db, lease, { now: clock.now(), until: new Date(clock.now().getTime() + DAY) });
  return {
    async read(id = 1) {
      await setAccountsInScope(db, lease, [idOf(id)]);
      await save(db, lease, { id: idOf(id), results: [pass("root-mfa")] }, clock.now());
    },
    async end(state: "finished" | "cancelled" | "interrupted") {
      const trouble = state === "interrupted" ? "AWS was gone" : undefined;
      await closeAudit(db, lease, { state, at: clock.now(), trouble });
    },
    follow: () => setFollowed(db, audit.id, clock.now()),
  };
}

describeEachDatabase("the facts of a digest", (open) => {
  test("are made anew where they are too old, and waited for until the findings have followed", async () => {
    const db = await open();
    const bench = await digestsBench(db);
    const { make, clock, audit, slack } = bench;
    await make({ maxAgeHours: 6 });
    await clock.advance(DAY - 7 * HOUR);
    await audit();
    await bench.pass(7 * HOUR);
    const started = await startedFor(db, bench);
    await bench.pass(20 * MINUTE);
    await started.read();
    await started.end("finished");
    await bench.pass(MINUTE);
    expect(slack.posted).toEqual([]);
    await bench.answer(failing("root-mfa"));
    await started.follow();
    await bench.pass(10_000);
    expect(bench.said()).toMatchObject({ audit: { id: 2 }, isLate: true, worst: { total: 1 } });
    expect(bench.said()).not.toHaveProperty("staleBecause");
  });

  test.each<["cancelled" | "interrupted" | "running", string]>([
    ["cancelled", "audit A2 was cancelled"],
    ["interrupted", "audit A2 could not go on: AWS was gone"],
    ["running", "audit A2 takes longer than an hour"],
  ])("are the old ones where the audit for it is %s, and it says so", async (state, staleBecause) => {
    const db = await open();
    const bench = await digestsBench(db);
    const { make, clock, audit } = bench;
    await make({ maxAgeHours: 1, isSilentWhenGreen: true });
    await audit();
    await clock.advance(DAY);
    const engine = bench.engine();
    await engine.tick();
    const started = await startedFor(db, bench);
    if (state !== "running") {
      await started.end(state);
      await started.follow();
    }
    await bench.pass(state === "running" ? 61 * MINUTE : 10_000, engine);
    expect(bench.said()).toMatchObject({ audit: { id: 1 }, staleBecause });
  });

  test("may be none at all: then it says so, and compares nothing with that", async () => {
    const db = await open();
    const bench = await digestsBench(db);
    const { make, clock, nextDay, said } = bench;
    await make();
    await clock.advance(DAY);
    const engine = bench.engine();
    await engine.tick();
    const started = await startedFor(db, bench);
    await started.end("cancelled");
    await started.follow();
    await bench.pass(10_000, engine);
    expect(said()).toMatchObject({ staleBecause: "audit A1 was cancelled", trend: [] });
    expect(said()).not.toHaveProperty("audit");
    await nextDay();
    expect(said()).not.toHaveProperty("changes");
    expect(said()).toMatchObject({ audit: { id: 2 } });
  });

  test("of an account or a unit are its own, or those of the organization that covered it", async () => {
    const db = await open();
    const bench = await digestsBench(db);
    const { answer, make, clock, audit, slack } = bench;
    const inUnit = (number: number, unitIds: readonly string[]): Account => accountOf(number, { unitIds });
    const accounts = [inUnit(1, [UNIT]), inUnit(2, [UNIT, "ou-e1x4-below000"]), inUnit(3, [])];
    await saveAccounts(db, accounts, { seenAt: clock.now(), described: true });
    await make({ scope: unit, channel: "C1" });
    await make({ scope: { kind: "account", accountId: idOf(3) }, channel: "C2" });
    for (const number of [1, 2, 3]) await answer(failing("root-mfa"), idOf(number));
    await clock.advance(DAY);
    await audit({ accounts: [1, 2, 3] });
    const engine = bench.engine();
    await engine.tick();
    expect(slack.posted.map(({ shown: { report } }) => [report.audit?.id, report.worst.findingIds])).toEqual([
      [1, [1, 2]],
      [1, [3]],
    ]);
    expect(slack.posted.map(({ shown: { report } }) => report.audit?.coverage.inScope)).toEqual([2, 1]);

    await clock.advance(DAY - HOUR);
    await audit({ scope: unit, accounts: [1] });
    await saveAccounts(db, [accountOf(4)], { seenAt: clock.now(), described: true });
    await audit({ accounts: [1, 2, 3, 4] });
    await clock.advance(HOUR);
    await engine.tick();
    const [, , ofUnit, ofAccount] = slack.posted.map(({ shown: { report } }) => report);
    // Nobody knows whether the fourth account is in the unit, so the unit's own audit counts.
    expect(ofUnit).toMatchObject({ audit: { id: 2, coverage: { inScope: 1 } }, open: { high: 1 } });
    expect(ofAccount).toMatchObject({ audit: { id: 3 }, changes: { joined: { total: 0 } } });
  });

  test("say how many accounts could be read, before and now; a fall breaks the silence", async () => {
    const db = await open();
    const bench = await digestsBench(db);
    const { make, nextDay, clock, said } = bench;
    await make({ isSilentWhenGreen: true });
    await nextDay();
    await nextDay();
    await clock.advance(DAY);
    const engine = bench.engine();
    const lease = await unreadAudit(db, bench);
    await setFollowed(db, lease.auditId, clock.now());
    await engine.tick();
    expect(await bench.states()).toEqual(["posted", "quiet", "posted"]);
    expect(said()).toMatchObject({
      audit: { coverage: { inScope: 1, read: 0, unread: [{ code: "access-denied", accounts: 1 }] } },
      changes: { coverageBefore: { inScope: 1, read: 1 } },
    });
  });
});

/** An audit that could not read its only account. */
async function unreadAudit(db: Database, { clock }: DigestsBench) {
  const { id: auditId } = await insertOrJoinAudit(db, {
    scope: organization,
    requestedBy: "U1",
    at: clock.now(),
  });
  const lease = { auditId, owner: "a worker" };
  await claimAudit(db, lease, { now: clock.now(), until: new Date(clock.now().getTime() + DAY) });
  await setAccountsInScope(db, lease, [idOf(1)]);
  const found = { id: idOf(1), results: [unknown("root-mfa")], unread: "access-denied" } as const;
  await save(db, lease, found, clock.now());
  await closeAudit(db, lease, { state: "finished", at: clock.now() });
  return lease;
}
