import { expect, test } from "vitest";
import type { AccessKey, AccountKeys, KeyTroubles } from "../../src/domain/access-key.ts";
import { ACCOUNTS_LISTED, saveAccounts } from "../../src/store/accounts.ts";
import type { Database } from "../../src/store/database.ts";
import { addKeyLook, closeKeyLook, listKeyLooks } from "../../src/store/key-looks.ts";
import { countKeyReadings, listStaleKeyReadings, saveKeyReading } from "../../src/store/key-readings.ts";
import { countKeys, findKeyCoverage, listKeys, listKeyTroubles } from "../../src/store/listed-keys.ts";
import { setMilestone } from "../../src/store/milestones.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const NOW = at(0);
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const keyOf = (user: string | undefined, age: number, rest: Partial<AccessKey> = {}): AccessKey => ({
  status: "active",
  createdAt: daysAgo(age),
  ...(user && { user }),
  ...rest,
});
const usedAgo = (days: number) => ({ lastUsed: { at: daysAgo(days), service: "s3", region: "eu-west-1" } });
const denied = { code: "access-denied", call: "sts:AssumeRole", detail: "no" } as const;

function readingOf(keys: readonly AccessKey[], troubles: KeyTroubles = {}): AccountKeys {
  return { keys, asOf: at(-60), troubles };
}

const save = (db: Database, number: number, reading: AccountKeys, seconds = 0) =>
  saveKeyReading(db, idOf(number), { reading, at: at(seconds) });
const all = { now: NOW, limit: 100 };

async function fill(open: () => Promise<Database>): Promise<Database> {
  const db = await open();
  const active = [1, 2, 3].map((number) => accountOf(number));
  const accounts = [...active, accountOf(4, { state: "SUSPENDED" })];
  await saveAccounts(db, [accountOf(5)], { seenAt: at(-99), described: false });
  await saveAccounts(db, accounts, { seenAt: at(0), described: false });
  await setMilestone(db, ACCOUNTS_LISTED, at(0));
  await save(
    db,
    1,
    readingOf([keyOf("ada", 400, usedAgo(1)), keyOf("eve", 100, { id: "AKIA1", lastUsed: "unread" })]),
  );
  await save(db, 2, readingOf([keyOf(undefined, 20, usedAgo(2)), keyOf("bob", 95)], { details: denied }));
  await save(db, 3, readingOf([], { root: denied, users: denied }));
  for (const number of [4, 5]) await save(db, number, readingOf([keyOf("gone", 999)]));
  return db;
}

describeEachDatabase("access keys", (open) => {
  test("come back as they were read, root's first, then those unused for longest", async () => {
    const db = await fill(open);
    const { keys } = await listKeys(db, {}, all);
    const from = { asOf: at(-60) };
    expect(keys).toEqual([
      { account: { id: idOf(2), name: "team-2" }, ...from, ...keyOf(undefined, 20, usedAgo(2)) },
      {
        account: { id: idOf(1), name: "team-1" },
        ...from,
        ...keyOf("eve", 100, { id: "AKIA1", lastUsed: "unread" }),
      },
      { account: { id: idOf(2), name: "team-2" }, ...from, ...keyOf("bob", 95) },
      { account: { id: idOf(1), name: "team-1" }, ...from, ...keyOf("ada", 400, usedAgo(1)) },
    ]);
    const users = async (scope: object) => (await listKeys(db, scope, all)).keys.map(({ user }) => user);
    expect(await users({ olderThanDays: 100 })).toEqual(["eve", "ada"]);
    expect(await users({ accountId: idOf(4) })).toEqual(["gone"]);
    const off = { status: "inactive" } as const;
    await save(
      db,
      3,
      readingOf([keyOf("old", 500, off), keyOf("new", 1), keyOf(undefined, 9, off), keyOf(undefined, 1)]),
    );
    const inOrder = (await listKeys(db, { accountId: idOf(3) }, all)).keys.map(({ user, status }) => [
      user,
      status,
    ]);
    expect(inOrder).toEqual([
      [undefined, "active"],
      [undefined, "inactive"],
      ["new", "active"],
      ["old", "inactive"],
    ]);
    expect(await users({ accountId: idOf(1), olderThanDays: 101 })).toEqual(["ada"]);
  });

  test("come in pages, each key once, whatever their age", async () => {
    const db = await fill(open);
    const times = [{}, {}, { createdAt: daysAgo(7) }, { createdAt: daysAgo(7) }, { createdAt: daysAgo(9) }];
    await save(
      db,
      1,
      readingOf(times.map((time, index) => ({ user: `u${index}`, status: "inactive", ...time }))),
    );
    const { keys } = await listKeys(db, {}, all);
    expect(keys.map(({ user }) => user)).toEqual([undefined, "bob", "u0", "u1", "u4", "u2", "u3"]);
    const one = { now: NOW, limit: 1 };
    let page = await listKeys(db, {}, one);
    const found = [...page.keys];
    while (page.next) {
      page = await listKeys(db, {}, { ...one, after: page.next });
      found.push(...page.keys);
    }
    expect(found).toEqual(keys);
  });

  test("are counted by age, with how many accounts they are of", async () => {
    const db = await fill(open);
    expect(await countKeys(db, {}, NOW)).toEqual([
      { band: 0, active: 1, inactive: 0, neverUsed: 0, ofRoot: 1 },
      { band: 2, active: 2, inactive: 0, neverUsed: 1, ofRoot: 0 },
      { band: 4, active: 1, inactive: 0, neverUsed: 0, ofRoot: 0 },
    ]);
    await save(db, 1, readingOf([{ user: "x", status: "inactive" }]));
    expect(await countKeys(db, { accountId: idOf(1) }, NOW)).toEqual([
      { active: 0, inactive: 1, neverUsed: 1, ofRoot: 0 },
    ]);
    expect(await findKeyCoverage(db, {})).toEqual({
      ...{ accounts: 3, read: 2, notActive: 1 },
      asOf: at(-60),
    });
    expect(await findKeyCoverage(db, { accountId: idOf(3) })).toMatchObject({
      ...{ accounts: 1, read: 0, notActive: 0 },
    });
  });

  test("say why some are missing, what concerns most accounts first", async () => {
    const db = await fill(open);
    await save(db, 1, readingOf([], { users: denied }));
    const both = async () => (await listKeyTroubles(db, {})).map(({ of, accounts }) => [of, accounts]);
    await save(db, 2, readingOf([], { root: denied, users: denied }));
    expect(await both()).toEqual([
      ["all", 2],
      ["users", 1],
    ]);
    await save(db, 2, readingOf([], { root: { ...denied, code: "throttled" }, users: denied }));
    expect((await both()).map(([of]) => of)).toEqual(["users", "all", "root"]);
    const policy = (id: string) => ({ ...denied, code: "denied-by-scp", detail: id }) as const;
    await save(db, 1, readingOf([], { root: policy("p-1"), users: policy("p-1") }));
    await save(db, 2, readingOf([], { root: policy("p-2"), users: policy("p-2") }));
    const details = (await listKeyTroubles(db, {})).map(({ detail }) => detail);
    expect(details).toEqual(["no", "p-1", "p-2"]);
    await save(db, 1, readingOf([], { users: denied }));
    await save(db, 2, readingOf([], { details: denied }));
    expect(await listKeyTroubles(db, {})).toEqual([
      { of: "all", ...denied, accounts: 1, example: { id: idOf(3), name: "team-3" } },
      { of: "details", ...denied, accounts: 1, example: { id: idOf(2), name: "team-2" } },
      { of: "users", ...denied, accounts: 1, example: { id: idOf(1), name: "team-1" } },
    ]);
  });

  test("grow old: sooner what is not complete; accounts that are closed or gone are not asked", async () => {
    const db = await fill(open);
    const wanted = (complete: number, partial: number) => ({
      completeSince: at(complete),
      partialSince: at(partial),
    });
    const stale = (complete: number, partial: number) =>
      listStaleKeyReadings(db, wanted(complete, partial), 9);
    expect(await stale(0, 0)).toEqual([]);
    expect(await stale(0, 1)).toEqual([idOf(2), idOf(3)]);
    expect(await stale(1, 0)).toEqual([idOf(1)]);
    expect(await countKeyReadings(db, wanted(1, 0))).toEqual({ accounts: 3, fresh: 2 });
    await saveAccounts(db, [accountOf(6)], { seenAt: at(0), described: false });
    expect(await stale(0, 0)).toEqual([idOf(6)]);
  });
});

describeEachDatabase("looks at access keys", (open) => {
  test("wait until they are answered, each person's once", async () => {
    const db = await open();
    const ask = (requestedBy: string, olderThanDays?: number) =>
      addKeyLook(db, { requestedBy, requestedAt: at(1), ...(olderThanDays && { olderThanDays }) });
    const first = await ask("U1");
    expect(await ask("U1")).toEqual(first);
    const others = [await ask("U1", 90), await ask("U2")];
    expect(await listKeyLooks(db)).toEqual([first, ...others]);
    await closeKeyLook(db, first.id, at(2));
    expect(await listKeyLooks(db)).toEqual(others);
    expect((await ask("U1")).id).not.toBe(first.id);
  });
});
