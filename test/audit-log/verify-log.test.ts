import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { entryIn, LogLineError, lineOf } from "../../src/audit-log/entry-lines.ts";
import { storedEntries } from "../../src/audit-log/stored-entries.ts";
import { verifyExport, verifyStoredLog } from "../../src/audit-log/verify-log.ts";
import type { LogHead } from "../../src/domain/audit-log.ts";
import { createLogAppender, findLogHead } from "../../src/store/audit-log.ts";
import type { Database } from "../../src/store/database.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { chainOf, entryOf } from "../support/log-entries.ts";
import { emptyDirectory } from "../support/scratch.ts";

const KEY = "0123456789abcdef0123456789abcdef";
/** More than two pages of what is read at a time. */
const LENGTH = 450;

async function filledLog(db: Database, length: number, key?: string): Promise<LogHead> {
  const entries = Array.from({ length }, (_, index) => entryOf(index + 1));
  await db.transaction((tx) => createLogAppender({ key })(tx, entries));
  return findLogHead(db);
}

/** What somebody can do who owns the database. */
async function tamper(db: Database, sql: string): Promise<void> {
  await db.exec(
    `alter table audit_log disable trigger user; ${sql}; alter table audit_log enable trigger user`,
  );
}

/** The stored log as a file. */
async function exported(db: Database): Promise<string> {
  const path = join(emptyDirectory(), "log.jsonl");
  const lines = await Array.fromAsync(storedEntries(db), lineOf);
  writeFileSync(path, lines.join(""));
  return path;
}

const SWAP = (one: number, other: number) =>
  `update audit_log set position = -${one} where position = ${one};
   update audit_log set position = ${one} where position = ${other};
   update audit_log set position = ${other} where position = -${one}`;

const tamperings = [
  ["nothing", "select 1", undefined],
  ["a changed name", "update audit_log set actor = 'U0' where position = 201", [201, "changed"]],
  [
    "a changed detail",
    "update audit_log set details = replace(details, 'acknowledged', 'accepted') where position = 3",
    [3, "changed"],
  ],
  ["details that are no JSON", "update audit_log set details = '{' where position = 7", [7, "changed"]],
  [
    "a time moved by a millisecond",
    "update audit_log set at = at + interval '1 ms' where position = 400",
    [400, "changed"],
  ],
  ["a row removed", "delete from audit_log where position = 200", [200, "removed"]],
  ["the first rows removed", "delete from audit_log where position < 10", [1, "removed"]],
  ["the last rows removed", "delete from audit_log where position > 440", [441, "shortened"]],
  ["two rows swapped", SWAP(12, 399), [12, "moved"]],
] as const;

describeEachDatabase("the stored log", (open) => {
  test("with an entry tampered with is broken at its position, stored and exported", async () => {
    const db = await open();
    const head = await filledLog(db, LENGTH);
    await db.exec("create table whole as select * from audit_log");
    for (const [what, sql, expected] of tamperings) {
      await tamper(db, `truncate audit_log; insert into audit_log select * from whole; ${sql}`);
      const fault = expected && { position: expected[0], kind: expected[1] };
      expect((await verifyStoredLog(db, { key: undefined, head })).fault, what).toEqual(fault);
      const path = await exported(db);
      expect((await verifyExport(path, { key: undefined, head })).fault, what).toEqual(fault);
    }
  });

  test("that was cut together with its own head is found against one taken earlier alone", async () => {
    const db = await open();
    const head = await filledLog(db, 9);
    await tamper(
      db,
      `delete from audit_log where position > 5;
       update audit_log_head set (count, hash) = (select position, hash from audit_log where position = 5)`,
    );
    expect((await verifyStoredLog(db, { key: undefined })).fault).toBeUndefined();
    expect((await verifyStoredLog(db, { key: undefined, head })).fault).toEqual({
      position: 6,
      kind: "shortened",
    });
    await db.transaction((tx) =>
      createLogAppender({ key: undefined })(
        tx,
        [6, 7, 8, 9].map((number) => entryOf(number + 40)),
      ),
    );
    expect((await verifyStoredLog(db, { key: undefined })).fault).toBeUndefined();
    expect((await verifyStoredLog(db, { key: undefined, head })).fault).toEqual({
      position: 9,
      kind: "recomputed",
    });
  });

  test("that is keyed can be checked as a file by whoever has the key", async () => {
    const db = await open();
    const head = await filledLog(db, 5, KEY);
    const path = await exported(db);
    expect(await verifyExport(path, { key: KEY, head })).toEqual({ entries: 5, keyed: 5, head });
    expect(await verifyExport(path, { key: undefined, head })).toMatchObject({ key: "missing" });
    expect(await verifyExport(path, { key: KEY.toUpperCase(), head })).toMatchObject({ key: "wrong" });
  });
});

const [entry] = chainOf(1);
const line = entry ? lineOf(entry) : "";

test.each([
  ["no JSON", line.slice(0, -4), /it is no JSON/],
  ["another field", line.replace('"actor"', '"author"'), /actor/],
  ["a field more", line.replace('"actor"', '"note":"","actor"'), /note/],
  ["no time", line.replace(/"at":"[^"]*"/, '"at":"yesterday"'), /at: /],
  ["nothing but a word", '"entry"', /the whole: /],
])("a line with %s is named", (_what, text, problem) => {
  expect(text).not.toBe(line);
  const read = () => entryIn(text, 7);
  expect(read).toThrow(LogLineError);
  expect(read).toThrow(/^Line 7 was wanted/);
  expect(read).toThrow(problem);
});
