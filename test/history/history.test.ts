import { expect, test } from "vitest";
import { createHistory } from "../../src/history/history.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import { addAwsCalls, setAccountsInScope } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import {
  accountOf,
  at,
  auditOf,
  DAY_SECONDS,
  endedAudit,
  type Found,
  fail,
  idOf,
  organization,
  pass,
  save,
  startedAudit,
  unknown,
} from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const read = (number: number, ...results: Found["results"]): Found => ({ id: idOf(number), results });
const unread = (number: number): Found => ({
  ...read(number, unknown("a")),
  unread: "access-denied",
});
const onDay = (day: number, seconds = 0) => at(day * DAY_SECONDS + seconds);

function historyOf(db: Database) {
  return createHistory({ db, clock: createManualClock(onDay(5)), resultsDays: 90 });
}

describeEachDatabase("where things stood", (open) => {
  test("is kept by the day: accounts by their worst, checks by severity, and how many could be read", async () => {
    const db = await open();
    const history = historyOf(db);
    const { id } = await auditOf(
      db,
      [
        read(1, fail("a", "critical"), fail("b", "medium"), fail("c", "medium")),
        read(2, fail("a", "medium"), pass("b")),
        read(3, pass("a")),
        unread(4),
        { ...read(5), active: false },
      ],
      { organization: [fail("org", "high"), fail("coverage", "critical")] },
    );
    await history.note(organization, id);
    const standing = {
      day: "2026-11-22",
      accounts: { ...none, critical: 1, medium: 1 },
      failures: { ...none, critical: 1, high: 1, medium: 3 },
      inScope: 4,
      read: 3,
    };
    expect((await history.organization()).postures).toEqual([standing]);

    const later = await auditOf(db, [read(1, pass("a"))], { from: onDay(0, 60) });
    const nextDay = await auditOf(db, [read(1, fail("a", "low"))], { from: onDay(1) });
    const stopped = await auditOf(db, [read(1, fail("a"))], { from: onDay(2), state: "cancelled" });
    for (const audit of [nextDay, later, stopped]) await history.noteAudit(audit.id);
    await history.note(organization, id);
    expect((await history.organization()).postures).toMatchObject([
      { day: "2026-11-22", accounts: none, inScope: 1 },
      { day: "2026-11-23", accounts: { ...none, low: 1 } },
    ]);
  });

  test("is counted for a unit by the accounts that are in it, though the whole organization was audited", async () => {
    const db = await open();
    const history = historyOf(db);
    const accounts = [1, 2, 3].map((number) =>
      accountOf(number, { unitIds: number < 3 ? ["ou-root", "ou-prod"] : ["ou-root"] }),
    );
    await saveAccounts(db, accounts, { seenAt: at(0), described: true });
    const found = [read(1, fail("a")), unread(2), read(3, fail("a"))];
    const { id } = await auditOf(db, found, { organization: [fail("org", "high")] });
    const prod = { kind: "unit", unitId: "ou-prod", path: "Prod" } as const;
    const expected = { accounts: { ...none, high: 1 }, failures: { ...none, high: 1 }, inScope: 2, read: 1 };
    expect(await history.trendOf(prod, id)).toEqual([{ day: "2026-11-22", ...expected }]);
    expect((await history.organization()).postures).toEqual([]);
  });

  test("is known of an account by its readings, whatever they were for, on every day since the first", async () => {
    const db = await open();
    const history = historyOf(db);
    const scope = { kind: "account", accountId: idOf(1) } as const;
    await auditOf(db, [read(1, fail("a")), read(2, pass("a"))], { from: onDay(0) });
    await auditOf(db, [read(1, fail("a"), fail("b", "low"))], { from: onDay(0, 60), scope });
    await auditOf(db, [read(1, fail("a"))], { from: onDay(1) });
    const { id } = await auditOf(db, [read(1, fail("a"))], { from: onDay(3) });
    await saveAccounts(db, [accountOf(1)], { seenAt: onDay(3), described: true });
    const { postures, audits, auditsTotal } = await history.account(accountOf(1));
    expect(postures).toEqual(await history.trendOf(scope, id));
    expect(postures.map(({ day, failures }) => [day, failures.high, failures.low])).toEqual([
      ["2026-11-22", 1, 1],
      ["2026-11-23", 1, 0],
      ["2026-11-24", 1, 0],
      ["2026-11-25", 1, 0],
    ]);
    expect(postures[0]).toMatchObject({ accounts: { ...none, high: 1 }, inScope: 1, read: 1 });
    expect(auditsTotal).toBe(4);
    expect(audits.map(({ account }) => account?.name)).toEqual([undefined, undefined, "team-1", undefined]);
    expect((await history.account(accountOf(2))).audits).toHaveLength(1);
    expect(await history.account(accountOf(9))).toMatchObject({ postures: [], audits: [], auditsTotal: 0 });
  });

  test("comes with the newest audits: what they covered, and how many calls of AWS they took", async () => {
    const db = await open();
    for (let day = 0; day < 11; day += 1) await auditOf(db, [read(1, pass("a"))], { from: onDay(day) });
    const lease = await startedAudit(db, { from: onDay(20) });
    await setAccountsInScope(db, lease, [1, 2, 3].map(idOf));
    await save(db, lease, { ...read(1, unknown("a")), isProvisional: true, awsCalls: 5 }, onDay(20));
    await save(db, lease, { ...read(1, pass("a")), awsCalls: 2 }, onDay(20, 1));
    await save(db, lease, { ...unread(2), awsCalls: 1 }, onDay(20, 1));
    await addAwsCalls(db, lease, 10);
    await addAwsCalls(db, { ...lease, owner: "somebody else" }, 1000);
    const running = await historyOf(db).organization();
    expect(running.audits[0]?.audit.id).toBe(11);
    await endedAudit(db, lease, { state: "interrupted", at: onDay(20, 2) });
    const { audits, auditsTotal, detailedSince } = await historyOf(db).organization();
    expect(auditsTotal).toBe(12);
    expect(audits.map(({ audit }) => audit.id)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(audits[0]).toMatchObject({
      audit: { state: "interrupted", requestedBy: "U1" },
      coverage: { inScope: 3, read: 1, unread: [{ code: "access-denied", accounts: 1 }], notActive: 0 },
      awsCalls: 18,
    });
    expect(detailedSince).toEqual(new Date("2026-08-29T00:00:00Z"));
  });
});
