import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lineOf } from "../../../src/audit-log/entry-lines.ts";
import { verdictOn } from "../../../src/cli/verify-log/verdict.ts";
import { verifyLog } from "../../../src/cli/verify-log/verify-log.ts";
import { headText, type SealedEntry } from "../../../src/domain/audit-log.ts";
import { createLogAppender, findLogHead } from "../../../src/store/audit-log.ts";
import { describePostgres, freshDatabaseUrl, freshDataDirectory, open } from "../../support/databases.ts";
import { chainOf, entryOf } from "../../support/log-entries.ts";
import { startProgram } from "../../support/programs.ts";
import { emptyDirectory } from "../../support/scratch.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const whole = chainOf(5);
const head = { count: 5, hash: whole[4]?.hash ?? "" };

function fileOf(entries: readonly SealedEntry[]): string {
  const path = join(emptyDirectory(), "log.jsonl");
  writeFileSync(path, entries.map(lineOf).join(""));
  return path;
}

function run(parameters: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  return startProgram(["src/cli/verify-log/main.ts", ...parameters], variables);
}

describe("npm run verify-log", () => {
  test("ends with 0 for a whole log, 1 for a broken one and 2 where it could not tell", async () => {
    const tampered = whole.map((entry) => (entry.position === 3 ? { ...entry, actor: "U0" } : entry));
    const good = run(["--export", fileOf(whole), "--head", headText(head)]);
    const bad = run(["--export", fileOf(tampered)]);
    const keyed = run(["--export", fileOf(chainOf(2, KEY))]);
    expect(await Promise.all([good.ended(), bad.ended(), keyed.ended()])).toEqual([0, 1, 2]);
    expect(good.printed()).toContain("Whole: 5 entries, 0 of them sealed with the key.");
    expect(bad.printed()).toBe("Broken: entry 3 is not the one that was written: it was changed.\n");
    expect(keyed.printed()).toContain("ROOTCHECK_LOG_KEY was wanted for the 2 of 2 entries");
  });

  test("checks the embedded database, unless the app has it", async () => {
    const dataDirectory = freshDataDirectory();
    const db = await open({ dataDirectory });
    await db.transaction((tx) => createLogAppender({ key: KEY })(tx, [entryOf(1), entryOf(2)]));
    const env = { ROOTCHECK_DATA_DIR: dataDirectory, ROOTCHECK_LOG_KEY: KEY };
    await expect(verifyLog([], env)).rejects.toThrow(
      /in use by process .* press "Export all" under \/rootcheck log/,
    );
    const taken = headText(await findLogHead(db));
    await db.close();
    const { isWhole, lines } = await verifyLog(["--head", taken], env);
    expect([isWhole, lines[0]]).toEqual([true, "Whole: 2 entries, 2 of them sealed with the key."]);
    expect(lines[1]).toBe(`It contains the head ${taken}.`);
  });

  test.each([
    [["--head", "42"], /^Wanted: npm run verify-log .* Found: --head 42\.$/],
    [["--heads", "42"], /Found: --heads 42\.$/],
    [["--export", "/nowhere/log.jsonl"], /no such file/],
    [[], /is no|there is none\. Set ROOTCHECK_DATA_DIR/],
  ])("with %j says what it wants", async (parameters, problem) => {
    await expect(verifyLog(parameters, { ROOTCHECK_DATA_DIR: "/nowhere" })).rejects.toThrow(problem);
  });
});

describePostgres("npm run verify-log, PostgreSQL", () => {
  test("checks the database while others use it", async () => {
    const databaseUrl = await freshDatabaseUrl();
    const db = await open({ databaseUrl });
    await db.transaction((tx) => createLogAppender({ key: undefined })(tx, [entryOf(1), entryOf(2)]));
    const verdict = await verifyLog([], { DATABASE_URL: databaseUrl });
    expect(verdict.isWhole).toBe(true);
    expect(verdict.lines.at(-1)).toBe(`Its own head: ${headText(await findLogHead(db))}`);
    await db.exec("alter table audit_log disable trigger user; delete from audit_log where position = 1");
    const broken = await verifyLog([], { DATABASE_URL: databaseUrl });
    expect(broken).toEqual({ isWhole: false, lines: ["Broken: entry 1 was removed."] });
  });
});

describe("what is broken is said with its position", () => {
  test.each([
    ["changed", /^Broken: entry 4 is not the one that was written/],
    ["removed", /^Broken: entry 4 was removed/],
    ["moved", /^Broken: entry 4 is out of order/],
    ["unlinked", /^Broken: entry 4, or one before it, was written anew: entry 5 /],
    ["unkeyed", /^Broken: entry 4 is sealed without the key/],
    ["shortened", /^Broken: the end was cut off: entry 4 /],
    ["recomputed", /^Broken: the log was written anew: entry 4 /],
  ] as const)("%s", (kind, words) => {
    const report = { entries: 5, keyed: 0, head, fault: { position: 4, kind } };
    expect(verdictOn(report, undefined)).toEqual({ isWhole: false, lines: [expect.stringMatching(words)] });
  });

  test("even without the key; a wrong key is the first thing said", () => {
    const report = { entries: 5, keyed: 2, head, fault: { position: 4, kind: "removed" } } as const;
    expect(verdictOn({ ...report, key: "missing" }, undefined).isWhole).toBe(false);
    expect(() => verdictOn({ ...report, key: "wrong" }, undefined)).toThrow(/it fits none of them/);
  });
});
