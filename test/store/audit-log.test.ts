import fc from "fast-check";
import { expect, test } from "vitest";
import { EMPTY_LOG, type LogEntry, type SealedEntry } from "../../src/domain/audit-log.ts";
import { checkChain } from "../../src/domain/chain-check.ts";
import type { LogKey } from "../../src/domain/log-chain.ts";
import {
  createLogAppender,
  findLatestEntry,
  findLogHead,
  type LogFilter,
  LogHeadMissingError,
  listLogEntries,
  searchLog,
} from "../../src/store/audit-log.ts";
import type { Database } from "../../src/store/database.ts";
import { describeEachDatabase, describePostgres, freshDatabaseUrl, open } from "../support/databases.ts";
import { anyEntry, entryOf } from "../support/log-entries.ts";

const KEY = "0123456789abcdef0123456789abcdef";

function append(db: Database, entries: readonly LogEntry[], key?: LogKey): Promise<void> {
  return db.transaction((tx) => createLogAppender({ key })(tx, entries));
}

async function all(db: Database): Promise<readonly SealedEntry[]> {
  return listLogEntries(db, { after: 0, limit: 10_000 });
}

async function reportOf(db: Database, key?: LogKey) {
  const check = checkChain({ key, heads: [await findLogHead(db)] });
  for (const entry of await all(db)) check.next(entry);
  return check.end();
}

describeEachDatabase("the audit log", (openFresh) => {
  test("begins empty", async () => {
    const db = await openFresh();
    expect(await findLogHead(db)).toEqual(EMPTY_LOG);
    expect(await all(db)).toEqual([]);
    await append(db, []);
    expect(await findLogHead(db)).toEqual(EMPTY_LOG);
  });

  test("keeps whatever is entered so that the chain can be checked, with and without a key", async () => {
    const db = await openFresh();
    const batches = fc.sample(fc.array(anyEntry, { minLength: 1, maxLength: 8 }), { numRuns: 12, seed: 5 });
    for (const [index, batch] of batches.entries()) await append(db, batch, index < 6 ? undefined : KEY);
    const entered = batches.flat();
    const stored = await all(db);
    expect(stored.map(({ position }) => position)).toEqual(entered.map((_, index) => index + 1));
    expect(stored.map(({ at, actor }) => ({ at, actor }))).toEqual(
      entered.map(({ at, actor }) => ({ at, actor })),
    );
    const report = await reportOf(db, KEY);
    expect(report).toMatchObject({ entries: entered.length, head: await findLogHead(db) });
    expect(report).not.toHaveProperty("fault");
  });

  test("keeps an entry only with the transaction that it tells of", async () => {
    const db = await openFresh();
    const appendToLog = createLogAppender({ key: undefined });
    const failing = db.transaction(async (tx) => {
      await appendToLog(tx, [entryOf(1)]);
      throw new Error("the decision failed");
    });
    await expect(failing).rejects.toThrow("the decision failed");
    await db.transaction(async (tx) => {
      await appendToLog(tx, [entryOf(2)]);
      await appendToLog(tx, [entryOf(3)]);
    });
    expect((await all(db)).map(({ position, actor }) => [position, actor])).toEqual([
      [1, "U2"],
      [2, "U3"],
    ]);
    expect(await reportOf(db)).not.toHaveProperty("fault");
  });

  test("refuses whatever would change what is entered", async () => {
    const db = await openFresh();
    await append(db, [entryOf(1)]);
    for (const sql of [
      "update audit_log set actor = 'U9'",
      "delete from audit_log where position = 1",
      "truncate audit_log",
      "delete from audit_log_head",
    ])
      await expect(db.query(sql), sql).rejects.toThrow("the audit log is append-only");
    expect(await reportOf(db)).toMatchObject({ entries: 1 });
  });

  test("says so when the row that tells its end is gone", async () => {
    const db = await openFresh();
    await db.exec("alter table audit_log_head disable trigger user; delete from audit_log_head");
    await expect(append(db, [entryOf(1)])).rejects.toThrow(LogHeadMissingError);
    await expect(findLogHead(db)).rejects.toThrow(LogHeadMissingError);
  });

  test("is searched newest first, by person and by account, page by page", async () => {
    const db = await openFresh();
    const account = "111122223333";
    await append(db, [
      entryOf(1, { actor: "U1", subject: account }),
      entryOf(2, { actor: "U2", details: { account } }),
      entryOf(3, { actor: "U1", details: { note: account } }),
      entryOf(4, { actor: "U1", action: "configuration", details: { account: "111122223334" } }),
    ]);
    const found = async (filter: LogFilter, upTo = 4, offset = 0, limit = 10) => {
      const { entries, total } = await searchLog(db, filter, { upTo, offset, limit });
      return [entries.map(({ position }) => position), total];
    };
    expect(await found({ kind: "all" })).toEqual([[4, 3, 2, 1], 4]);
    expect(await found({ kind: "all" }, 3)).toEqual([[3, 2, 1], 3]);
    expect(await found({ kind: "all" }, 4, 1, 2)).toEqual([[3, 2], 4]);
    expect(await found({ kind: "actor", actor: "U1" }, 4, 0, 2)).toEqual([[4, 3], 3]);
    expect(await found({ kind: "account", accountId: account })).toEqual([[2, 1], 2]);
    expect(await found({ kind: "actor", actor: "U9" })).toEqual([[], 0]);
    expect((await findLatestEntry(db, "decision"))?.position).toBe(3);
    expect(await findLatestEntry(db, "export")).toBeUndefined();
  });
});

describePostgres("two replicas", () => {
  test("that append at the same time make one chain", async () => {
    const databaseUrl = await freshDatabaseUrl();
    const replicas = [await open({ databaseUrl }), await open({ databaseUrl })];
    const turns = Array.from({ length: 40 }, (_, turn) => turn);
    await Promise.all(
      turns.flatMap((turn) =>
        replicas.map((db, replica) => append(db, [entryOf(turn), entryOf(turn, { actor: `R${replica}` })])),
      ),
    );
    const [first] = replicas;
    if (!first) throw new Error("there is no replica");
    expect(await reportOf(first)).toEqual({
      entries: 160,
      keyed: 0,
      head: await findLogHead(first),
    });
  });
});
