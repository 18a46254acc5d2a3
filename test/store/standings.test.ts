import { expect, test } from "vitest";
import type { Result } from "../../src/domain/result.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import type { Database } from "../../src/store/database.ts";
import {
  compareAudits,
  countFailures,
  countReadings,
  countUnanswered,
  countUnread,
  findUnreadSince,
  listFailures,
  listUnusual,
} from "../../src/store/standings.ts";
import {
  accountOf,
  at,
  auditOf,
  DAY_SECONDS,
  type Found,
  fail,
  idOf,
  pass,
  unknown,
} from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const read = (number: number, ...results: readonly Result[]): Found => ({ id: idOf(number), results });
const notActive = (number: number): Found => ({ id: idOf(number), results: [], active: false });
function unread(
  number: number,
  code: "access-denied" | "throttled" | "denied-by-scp" = "access-denied",
): Found {
  return { id: idOf(number), results: [unknown("a", code), unknown("b", code)], unread: code };
}

describeEachDatabase("the standing of an audit", (open) => {
  test("is counted by what became of each account", async () => {
    const db = await open();
    const { id } = await auditOf(db, [
      read(1, pass("a"), pass("b")),
      read(2, fail("a"), fail("b", "low")),
      read(3, fail("a", "critical"), unknown("b", "throttled")),
      read(4, pass("a"), unknown("b", "throttled")),
      read(5, unknown("a", "feature-off"), pass("b")),
      unread(6),
      unread(7),
      unread(8, "throttled"),
      unread(9, "denied-by-scp"),
      notActive(10),
    ]);
    expect(await countReadings(db, id)).toEqual({ done: 10, notActive: 1, read: 5, failing: 2 });
    expect(await countUnread(db, id)).toEqual([
      { code: "access-denied", accounts: 2 },
      { code: "denied-by-scp", accounts: 1 },
      { code: "throttled", accounts: 1 },
    ]);
    expect(await countFailures(db, id)).toEqual({ critical: 1, high: 1, medium: 0, low: 1, info: 0 });
    expect(await countUnanswered(db, id)).toEqual([
      { check: "b", code: "throttled", accounts: 2 },
      { check: "a", code: "feature-off", accounts: 1 },
    ]);
  });

  test("of an audit that has read nothing is nothing", async () => {
    const db = await open();
    await auditOf(db, [read(1, fail("a"))], { from: at(0) });
    const { id } = await auditOf(db, [], { from: at(100) });
    expect(await countReadings(db, id)).toEqual({ done: 0, notActive: 0, read: 0, failing: 0 });
    expect(await countUnread(db, id)).toEqual([]);
    expect(await countFailures(db, id)).toEqual({ critical: 0, high: 0, medium: 0, low: 0, info: 0 });
    expect(await countUnanswered(db, id)).toEqual([]);
    expect(await listFailures(db, id, { checks: ["a"], offset: 0, limit: 9 })).toEqual([]);
    expect(await listUnusual(db, id, { kind: "unread", limit: 9 })).toEqual([]);
    expect(await findUnreadSince(db, id)).toBeUndefined();
  });

  test("names first the management account, then by name, those that are not active or could not be read", async () => {
    const db = await open();
    const names = ["zebra", "Bear", "ant", "management", "cat"];
    const accounts = names.map((name, index) =>
      accountOf(index + 1, { name, isManagement: name === "management" }),
    );
    await saveAccounts(db, accounts, { seenAt: at(0), described: true });
    const unreadAudit = await auditOf(db, [
      read(5, fail("a")),
      ...[1, 2, 3, 4].map((number) => unread(number)),
    ]);
    expect(await listUnusual(db, unreadAudit.id, { kind: "unread", limit: 9 })).toEqual(
      [4, 3, 2, 1].map(idOf),
    );
    expect(await listUnusual(db, unreadAudit.id, { kind: "unread", limit: 2 })).toEqual([4, 3].map(idOf));
    expect(await listUnusual(db, unreadAudit.id, { kind: "not active", limit: 9 })).toEqual([]);
    const closed = await auditOf(db, [unread(5), ...[1, 2, 3].map(notActive)], { from: at(100) });
    expect(await listUnusual(db, closed.id, { kind: "not active", limit: 9 })).toEqual([3, 2, 1].map(idOf));
  });
});

describeEachDatabase("what fails", (open) => {
  const checks = ["first", "second"];

  async function failures(db: Database, auditId: number, page = { offset: 0, limit: 99 }) {
    const found = await listFailures(db, auditId, { ...page, checks });
    return found.map(({ subject, failure }) => {
      const whose = subject.kind === "account" ? Number(subject.accountId) : subject.kind;
      return `${failure.severity} ${failure.check} ${whose}`;
    });
  }

  test("comes worst first: by severity, management, check and name; page by page; as it was stored", async () => {
    const db = await open();
    const names = ["b", "A", "management", "c"];
    const accounts = names.map((name, index) =>
      accountOf(index + 1, { name, isManagement: name === "management" }),
    );
    await saveAccounts(db, accounts, { seenAt: at(0), described: true });
    const { id } = await auditOf(db, [
      read(1, pass("first"), fail("second")),
      read(2, fail("first"), fail("second")),
      read(3, fail("first", "low"), fail("second")),
      read(4, fail("first", "critical"), unknown("second")),
      read(5, fail("removed since"), fail("first")),
      unread(6),
      notActive(7),
    ]);
    const expected = [
      "critical first 4",
      "high second 3",
      "high first 2",
      "high first 5",
      "high second 2",
      "high second 1",
      "high removed since 5",
      "low first 3",
    ];
    expect(await failures(db, id)).toEqual(expected);
    expect(await failures(db, id, { offset: 2, limit: 3 })).toEqual(expected.slice(2, 5));
    expect(await failures(db, id, { offset: 8, limit: 3 })).toEqual([]);
    const [worst] = await listFailures(db, id, { checks, offset: 0, limit: 1 });
    expect(worst).toEqual({
      subject: { kind: "account", accountId: idOf(4) },
      failure: fail("first", "critical"),
    });
  });
});

describeEachDatabase("what fails in the organization itself", (open) => {
  const organization = [
    fail("second", "high"),
    fail("first", "high"),
    fail("third", "info"),
    fail("coverage", "critical"),
    unknown("fourth"),
    pass("fifth"),
  ];

  test("stands before accounts that fail as badly, is counted with them, and its coverage is not", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(1, { isManagement: true })], { seenAt: at(0), described: true });
    const { id } = await auditOf(db, [read(1, fail("first", "critical"), fail("second", "high"))], {
      organization,
    });
    expect(await countFailures(db, id)).toEqual({ critical: 1, high: 3, medium: 0, low: 0, info: 1 });
    expect(await countReadings(db, id)).toMatchObject({ done: 1, failing: 1 });
    const found = await listFailures(db, id, { checks: ["first", "second"], offset: 0, limit: 9 });
    expect(found.map(({ subject, failure }) => [subject.kind, failure.check, failure.severity])).toEqual([
      ["account", "first", "critical"],
      ["organization", "first", "high"],
      ["organization", "second", "high"],
      ["account", "second", "high"],
      ["organization", "third", "info"],
    ]);
    expect(await countUnanswered(db, id)).toEqual([]);
  });

  test("is compared with what failed in it before, where both could answer", async () => {
    const db = await open();
    const before = await auditOf(db, [read(1, pass("a"))], { organization });
    const now = [
      pass("second"),
      unknown("first"),
      fail("third", "info"),
      pass("coverage"),
      fail("fourth"),
      fail("fifth"),
    ];
    const after = await auditOf(db, [read(1, fail("a"))], { from: at(100), organization: now });
    expect(await compareAudits(db, after.id, before.id)).toEqual({ appeared: 2, fixed: 1 });
    const without = await auditOf(db, [read(1, pass("a"))], { from: at(200) });
    expect(await compareAudits(db, without.id, after.id)).toEqual({ appeared: 0, fixed: 1 });
  });
});

describeEachDatabase("since when an account has been unread", (open) => {
  const day = (number: number) => ({ from: at(number * DAY_SECONDS) });

  test("is the first of the audits in a row that could not read it, of the account for which that is longest", async () => {
    const db = await open();
    const since = async (...found: Parameters<typeof auditOf>) =>
      findUnreadSince(db, (await auditOf(...found)).id);
    expect(await since(db, [unread(1), read(2, pass("a")), notActive(3)], day(0))).toEqual(at(0));
    expect(await since(db, [read(1, pass("a")), unread(2)], day(1))).toEqual(day(1).from);
    expect(await since(db, [unread(1), unread(2), unread(3)], day(2))).toEqual(day(1).from);
    expect(await since(db, [unread(1), read(2, pass("a")), unread(3)], day(3))).toEqual(day(2).from);
    expect(await since(db, [read(1, pass("a")), notActive(3)], day(4))).toBeUndefined();
  });

  test("counts audits of the one account too, cancelled ones too, and nothing from after the audit", async () => {
    const db = await open();
    const account = { kind: "account", accountId: idOf(1) } as const;
    await auditOf(db, [unread(1)], { ...day(0), state: "cancelled" });
    await auditOf(db, [unread(1)], { ...day(1), scope: account });
    const { id } = await auditOf(db, [unread(1)], day(2));
    expect(await findUnreadSince(db, id)).toEqual(day(0).from);
    await auditOf(db, [read(1, pass("a"))], { ...day(3), scope: account });
    expect(await findUnreadSince(db, id)).toEqual(day(0).from);
    const later = await auditOf(db, [unread(1)], day(4));
    expect(await findUnreadSince(db, later.id)).toEqual(day(4).from);
    expect(await findUnreadSince(db, id)).toEqual(day(0).from);
  });
});
