import { expect, test } from "vitest";
import type { AccountReading } from "../../src/domain/result.ts";
import {
  findLatestReading,
  listReadAccountIds,
  listReadings,
  saveReading,
} from "../../src/store/account-reads.ts";
import { addListener, listListeners, listUntoldAudits, setTold } from "../../src/store/audit-audience.ts";
import {
  claimAudit,
  closeAudit,
  findAudit,
  insertOrJoinAudit,
  listUnclaimedAudits,
  releaseLease,
  renewLease,
  requestCancel,
  setAccountsInScope,
} from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { beginPost, findPost, forgetPost, settlePost } from "../../src/store/posts.ts";
import { describeEachDatabase } from "../support/databases.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, seconds));
const scope = { kind: "account", accountId: "111111111111" } as const;
const term = (seconds: number) => ({ now: at(seconds), until: at(seconds + 15) });

function newAudit(db: Database, accountId: string = scope.accountId) {
  return insertOrJoinAudit(db, { scope: { kind: "account", accountId }, requestedBy: "U1", at: at(0) });
}

async function claimed(db: Database, owner = "one") {
  const { id: auditId } = await newAudit(db);
  const lease = { auditId, owner };
  await claimAudit(db, lease, term(0));
  return lease;
}

const evidence = [
  {
    call: "iam:GetAccountSummary",
    field: "AccountMFAEnabled",
    rung: "member role",
    readAt: at(1),
    value: "false",
  },
] as const;

function reading(seconds: number): AccountReading {
  return {
    accountId: scope.accountId,
    readAt: at(seconds),
    results: [
      { check: "a", status: "pass", summary: ["none"], evidence },
      {
        check: "b",
        status: "fail",
        severity: "high",
        headline: "H",
        summary: [{ ago: at(2) }, { day: at(3) }],
        detail: [{ accessKeyId: "AKIA" }],
        evidence,
      },
      {
        check: "c",
        status: "unknown",
        summary: [],
        reason: { code: "report-not-ready", text: "t", until: at(9) },
        evidence: [],
      },
      {
        check: "d",
        status: "not_applicable",
        summary: [],
        reason: { code: "no-root-password", text: "t" },
        evidence: [],
      },
    ],
  };
}

describeEachDatabase("audits", (open) => {
  test("one of a scope is under way at a time; a second asker joins it", async () => {
    const db = await open();
    const asked = await Promise.all([newAudit(db), newAudit(db), newAudit(db)]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    expect(asked.filter(({ joined }) => !joined)).toHaveLength(1);
    expect(await newAudit(db, "222222222222")).toMatchObject({ joined: false });
  });

  test("after its end the same scope can be audited anew", async () => {
    const db = await open();
    const lease = await claimed(db);
    await closeAudit(db, lease, { state: "finished", at: at(5) });
    expect(await newAudit(db)).toMatchObject({ joined: false });
    expect(await findAudit(db, lease.auditId)).toMatchObject({
      state: "finished",
      startedAt: at(0),
      finishedAt: at(5),
    });
  });

  test("of several workers one gets the claim", async () => {
    const db = await open();
    const { id: auditId } = await newAudit(db);
    const owners = ["one", "two", "three", "four"];
    const claims = await Promise.all(owners.map((owner) => claimAudit(db, { auditId, owner }, term(0))));
    expect(claims.filter(Boolean)).toEqual([{ attempts: 1 }]);
  });

  test("a silent worker loses its claim, and what it still writes is refused", async () => {
    const db = await open();
    const first = await claimed(db, "first");
    const second = { ...first, owner: "second" };
    expect(await claimAudit(db, second, term(14))).toBeUndefined();
    expect(await claimAudit(db, second, term(15))).toEqual({ attempts: 2 });
    expect(await saveReading(db, first, reading(1))).toBe(false);
    expect(await renewLease(db, first, at(60))).toEqual({ held: false, cancelled: false });
    expect(await closeAudit(db, first, { state: "finished", at: at(20) })).toBe(false);
    await releaseLease(db, first);
    expect(await saveReading(db, second, reading(16))).toBe(true);
    expect(await closeAudit(db, second, { state: "finished", at: at(20) })).toBe(true);
  });

  test("a renewed claim holds, a released one is free at once", async () => {
    const db = await open();
    const lease = await claimed(db);
    await renewLease(db, lease, at(40));
    expect(await listUnclaimedAudits(db, at(39))).toEqual([]);
    await releaseLease(db, lease);
    expect(await listUnclaimedAudits(db, at(1))).toEqual([lease.auditId]);
  });

  test("an audit is closed once", async () => {
    const db = await open();
    const lease = await claimed(db);
    const ends = await Promise.all(
      [1, 2, 3].map(() => closeAudit(db, lease, { state: "finished", at: at(5) })),
    );
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await claimAudit(db, lease, term(60))).toBeUndefined();
  });

  test("its end is notified", async () => {
    const db = await open();
    const lease = await claimed(db);
    const told = Promise.withResolvers<string>();
    await db.listen("rootcheck_audit_over", told.resolve);
    await closeAudit(db, lease, { state: "cancelled", at: at(5) });
    expect(await told.promise).toBe(String(lease.auditId));
  });

  test("the first to cancel is remembered, and nobody cancels what is over", async () => {
    const db = await open();
    const lease = await claimed(db);
    expect(await requestCancel(db, lease.auditId, "U2", at(1))).toBe(true);
    expect(await requestCancel(db, lease.auditId, "U3", at(2))).toBe(true);
    expect(await renewLease(db, lease, at(30))).toEqual({ held: true, cancelled: true });
    await closeAudit(db, lease, { state: "cancelled", at: at(3) });
    expect(await findAudit(db, lease.auditId)).toMatchObject({ state: "cancelled", cancelledBy: "U2" });
    expect(await requestCancel(db, lease.auditId, "U4", at(4))).toBe(false);
  });

  test("a resumed audit keeps the accounts that it was begun with", async () => {
    const db = await open();
    const lease = await claimed(db);
    expect(await setAccountsInScope(db, lease, ["1", "2"])).toEqual(["1", "2"]);
    expect(await setAccountsInScope(db, lease, ["1", "2", "3"])).toEqual(["1", "2"]);
    expect(await findAudit(db, lease.auditId)).toMatchObject({ accountsInScope: 2, accountsRead: 0 });
  });
});

describeEachDatabase("readings", (open) => {
  test("come back as they were stored, dates and all", async () => {
    const db = await open();
    const lease = await claimed(db);
    await saveReading(db, lease, reading(4));
    expect(await findLatestReading(db, scope.accountId)).toEqual(reading(4));
  });

  test("a second one in the same audit replaces the first; the newest of all is the latest", async () => {
    const db = await open();
    const first = await claimed(db);
    await saveReading(db, first, reading(4));
    await saveReading(db, first, reading(6));
    expect(await listReadings(db, first.auditId)).toEqual([reading(6)]);
    expect(await listReadAccountIds(db, first.auditId)).toEqual([scope.accountId]);
    await closeAudit(db, first, { state: "finished", at: at(7) });
    const second = await claimed(db);
    await saveReading(db, second, { ...reading(6), results: [] });
    expect(await findLatestReading(db, scope.accountId)).toEqual({ ...reading(6), results: [] });
  });
});

describeEachDatabase("who is told", (open) => {
  test("each place once, and only until it has been told", async () => {
    const db = await open();
    const lease = await claimed(db);
    const { auditId } = lease;
    await addListener(db, { auditId, userId: "U1", place: "C1" });
    await addListener(db, { auditId, userId: "U1", place: "C1" });
    await addListener(db, { auditId, userId: "U2", place: "C1" });
    await addListener(db, { auditId, userId: "U2", place: "U2" });
    expect(await listListeners(db, auditId)).toEqual([
      { auditId, userId: "U1", place: "C1" },
      { auditId, userId: "U2", place: "U2" },
    ]);
    expect(await listUntoldAudits(db)).toEqual([]);
    await closeAudit(db, lease, { state: "finished", at: at(5) });
    expect(await listUntoldAudits(db)).toEqual([auditId]);
    await setTold(db, { auditId, place: "C1" }, at(6));
    expect(await listUntoldAudits(db)).toEqual([auditId]);
    await setTold(db, { auditId, place: "U2" }, at(6));
    expect(await listUntoldAudits(db)).toEqual([]);
  });

  test("of several who want to post under one key one may", async () => {
    const db = await open();
    const may = await Promise.all([1, 2, 3, 4].map(() => beginPost(db, "k", at(0))));
    expect(may.filter(Boolean)).toHaveLength(1);
    expect(await findPost(db, "k")).toEqual({ key: "k", state: "sending", at: at(0) });
    await settlePost(db, { key: "k", state: "posted", channel: "C1", ts: "1.2" });
    expect(await findPost(db, "k")).toEqual({
      key: "k",
      state: "posted",
      channel: "C1",
      ts: "1.2",
      at: at(0),
    });
    await forgetPost(db, "k");
    expect(await findPost(db, "k")).toMatchObject({ state: "posted" });
  });
});
