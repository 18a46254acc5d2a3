import { expect, test } from "vitest";
import type { Result } from "../../src/domain/result.ts";
import {
  findLatestReading,
  findReadings,
  listDoneAccountIds,
  listReadings,
} from "../../src/store/account-reads.ts";
import type { Lease } from "../../src/store/audit-leases.ts";
import type { Database } from "../../src/store/database.ts";
import { at, endedAudit, fail, idOf, judged, pass, save, startedAudit, unknown } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const evidence = [
  {
    call: "iam:GetAccountSummary",
    field: "AccountMFAEnabled",
    rung: "member role",
    readAt: at(1),
    asOf: at(-9),
    requestId: "req-1",
    value: "false",
  },
] as const;

/** A result in every status, with all that a result can have. */
const results: readonly Result[] = [
  { check: "a", status: "pass", summary: ["none"], evidence },
  {
    check: "b",
    status: "fail",
    severity: "high",
    headline: "H",
    summary: [{ ago: at(2) }, { day: at(3) }, "words"],
    detail: [{ accessKeyId: "AKIA" }],
    evidence,
    fingerprint: { active: "1" },
  },
  {
    check: "c",
    status: "unknown",
    summary: [],
    reason: { code: "report-not-ready", text: "t", until: at(9), rung: "root session" },
    evidence: [],
  },
  {
    check: "d",
    status: "not_applicable",
    summary: [],
    reason: { code: "no-root-password", text: "t" },
    evidence: [],
  },
];

/** What is stored beside the results, so that they need not be opened to be counted. */
function summaries(db: Database, { auditId }: Lease) {
  return db.query(
    "select account_id, active, unread, failed, unknown from account_reads where audit_id = $1 order by account_id",
    [auditId],
  );
}

describeEachDatabase("readings", (open) => {
  test("come back as they were stored, dates and all", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    await save(db, lease, { id: idOf(1), results }, at(4));
    await save(db, lease, { id: idOf(2), results: judged() }, at(4));
    expect(await findLatestReading(db, idOf(1))).toEqual({ accountId: idOf(1), readAt: at(4), results });
    expect(await findLatestReading(db, idOf(2))).toMatchObject({ results: judged() });
    expect(await findLatestReading(db, idOf(3))).toBeUndefined();
  });

  test("that are older than fingerprints come back without any", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    await save(db, lease, { id: idOf(1), results }, at(4));
    await db.query("update account_reads set results = results #- '{1,fingerprint}'", []);
    const older = results.map((result) =>
      result.status === "fail" ? { ...result, fingerprint: {} } : result,
    );
    expect(await findLatestReading(db, idOf(1))).toMatchObject({ results: older });
  });

  test("say beside their results what these come to; a second one in the same audit replaces the first", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    await save(db, lease, { id: idOf(1), results }, at(4));
    await save(db, lease, { id: idOf(2), results: [unknown("a")], unread: "throttled" }, at(4));
    await save(db, lease, { id: idOf(3), results: [], active: false }, at(4));
    const first = { account_id: idOf(1), active: true, unread: null };
    const second = { account_id: idOf(2), failed: {}, unknown: { a: "access-denied" } };
    const third = { account_id: idOf(3), active: false, unread: null, failed: {}, unknown: {} };
    expect(await summaries(db, lease)).toEqual([
      { ...first, failed: { b: "high" }, unknown: { c: "report-not-ready" } },
      { ...second, active: true, unread: "throttled" },
      third,
    ]);
    await save(db, lease, { id: idOf(1), results: [fail("c", "low")] }, at(5));
    await save(db, lease, { id: idOf(2), results: [pass("a")] }, at(5));
    expect(await summaries(db, lease)).toEqual([
      { ...first, failed: { c: "low" }, unknown: {} },
      { ...second, active: true, unread: null, unknown: {} },
      third,
    ]);
    expect(await findLatestReading(db, idOf(2))).toMatchObject({ readAt: at(5), results: [pass("a")] });
  });

  test("are the latest of an account by their time, whichever audit they are of", async () => {
    const db = await open();
    const first = await startedAudit(db);
    await save(db, first, { id: idOf(1), results: [pass("a")] }, at(4));
    await endedAudit(db, first, { state: "finished", at: at(5) });
    const second = await startedAudit(db, { from: at(6), scope: { kind: "account", accountId: idOf(1) } });
    await save(db, second, { id: idOf(1), results: [fail("a")] }, at(7));
    expect(await findLatestReading(db, idOf(1))).toMatchObject({ readAt: at(7), results: [fail("a")] });
    expect(await findReadings(db, first.auditId, [idOf(1)])).toMatchObject([{ results: [pass("a")] }]);
  });

  test("are done with unless the account is to be read once more", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    const pending = [pass("a"), unknown("b", "report-not-ready")];
    const unreached = [pass("a"), unknown("b", "unreachable")];
    await save(db, lease, { id: idOf(1), results: pending, isProvisional: true }, at(1));
    await save(db, lease, { id: idOf(2), results: [unknown("a")], unread: "access-denied" }, at(1));
    await save(db, lease, { id: idOf(3), results: [], active: false }, at(1));
    await save(db, lease, { id: idOf(4), results: unreached, isProvisional: true }, at(1));
    await save(db, lease, { id: idOf(5), results: unreached }, at(1));
    const done = async () => (await listDoneAccountIds(db, lease.auditId)).toSorted();
    expect(await done()).toEqual([idOf(2), idOf(3), idOf(5)]);
    await save(db, lease, { id: idOf(1), results: [pass("a"), pass("b")] }, at(2));
    expect(await done()).toEqual([idOf(1), idOf(2), idOf(3), idOf(5)]);
  });

  test("come page by page, each once, and by id", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    for (const number of [3, 1, 5, 2, 4]) await save(db, lease, { id: idOf(number), results: [] }, at(1));
    const page = async (after: string) => {
      const readings = await listReadings(db, lease.auditId, { after, limit: 2 });
      return readings.map(({ accountId }) => accountId);
    };
    expect(await page("")).toEqual([idOf(1), idOf(2)]);
    expect(await page(idOf(2))).toEqual([idOf(3), idOf(4)]);
    expect(await page(idOf(4))).toEqual([idOf(5)]);
    expect(await page(idOf(5))).toEqual([]);
    const some = await findReadings(db, lease.auditId, [idOf(5), idOf(9), idOf(2)]);
    expect(some.map(({ accountId }) => accountId)).toEqual([idOf(2), idOf(5)]);
  });
});
