import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, onTestFinished, test, vi } from "vitest";
import { writeResultFiles } from "../../src/audit/result-files.ts";
import type { Audit } from "../../src/domain/audit.ts";
import type { Result } from "../../src/domain/result.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import type { Database } from "../../src/store/database.ts";
import { accountOf, at, auditOf, fail, idOf, judged, pass, unknown } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { keysPresent, listedKeys } from "../support/root-facts.ts";
import { emptyDirectory } from "../support/scratch.ts";

const COLUMNS = "accountId,accountName,check,status,reason,severity,rung,readAt,evidence";
const KEY_ID = "AKIAIOSFODNN7EXAMPLE";
const ADDRESS = "aws-production@example.com";

/** What the two files hold, as others would read them. */
async function written(db: Database, audit: Audit) {
  await using result = await writeResultFiles(db, audit);
  const [csv = "", json = ""] = result.files.map(({ path }) => readFileSync(path, "utf8"));
  expect(result.files).toEqual([
    {
      name: "rootcheck-results.csv",
      title: "Results of audit A1",
      path: expect.any(String),
      bytes: Buffer.byteLength(csv),
    },
    {
      name: "rootcheck-results.json",
      title: "Results of audit A1",
      path: expect.any(String),
      bytes: Buffer.byteLength(json),
    },
  ]);
  const rows = parse<Record<string, string>>(csv, { columns: true, record_delimiter: "\r\n" });
  return { csv, json, rows, parsed: JSON.parse(json) };
}

describeEachDatabase("an audit's result files", (open) => {
  test("hold each check of each account, the same in both, the audit with its coverage before them", async () => {
    const db = await open();
    const accounts = [accountOf(1), accountOf(2, { state: "SUSPENDED" })];
    await saveAccounts(db, accounts, { seenAt: at(0), described: true });
    const audit = await auditOf(db, [
      { id: idOf(1), results: [pass("a"), fail("b", "critical")] },
      { id: idOf(2), results: [pass("a")], active: false },
      { id: idOf(3), results: [unknown("a", "throttled")], unread: "throttled" },
    ]);
    const { csv, rows, parsed } = await written(db, audit);
    expect(csv.split("\r\n")[0]).toBe(COLUMNS);
    expect(
      rows.map(({ accountId, accountName, check, status }) => [accountId, accountName, check, status]),
    ).toEqual([
      [idOf(1), "team-1", "a", "pass"],
      [idOf(1), "team-1", "b", "fail"],
      [idOf(2), "team-2", "a", "pass"],
      [idOf(3), idOf(3), "a", "unknown"],
    ]);
    expect(rows[1]).toMatchObject({ severity: "critical", reason: "b fails", rung: "", evidence: "" });
    expect(Object.keys(parsed)).toEqual(["audit", "results"]);
    expect(parsed.audit).toEqual({
      id: "A1",
      scope: { kind: "organization" },
      state: "finished",
      startedAt: at(0).toISOString(),
      finishedAt: at(10).toISOString(),
      requestedBy: "U1",
      coverage: { inScope: 2, read: 1, unread: [{ code: "throttled", accounts: 1 }], notActive: 1 },
    });
    expect(Object.keys(parsed.results[0]).join(",")).toBe(COLUMNS);
    const cellsOf = (row: Record<string, unknown>) => ({
      ...row,
      evidence: "",
      severity: row.severity ?? "",
      reason: row.reason ?? "",
      rung: row.rung ?? "",
    });
    expect(parsed.results.map(cellsOf)).toEqual(rows);
  });

  test("begin with the organization's own checks, which are no account's", async () => {
    const db = await open();
    const organization = [fail("org-root-sessions", "info"), pass("coverage")];
    const audit = await auditOf(db, [{ id: idOf(1), results: [pass("a")] }], { organization });
    const { rows, parsed } = await written(db, audit);
    const expected = [
      ["", "", "org-root-sessions", "fail"],
      ["", "", "coverage", "pass"],
      [idOf(1), idOf(1), "a", "pass"],
    ];
    for (const found of [rows, parsed.results])
      expect(
        found.map((row: Record<string, string>) => [row.accountId, row.accountName, row.check, row.status]),
      ).toEqual(expected);
  });

  test("are whole though no account was read", async () => {
    const db = await open();
    const { csv, rows, parsed } = await written(db, await auditOf(db, []));
    expect(csv).toBe(`${COLUMNS}\r\n`);
    expect(rows).toEqual([]);
    expect(parsed.results).toEqual([]);
  });

  test("carry every name whole, and none as a formula", async () => {
    const db = await open();
    const names = [
      "=cmd|' /C calc'!A0",
      "+1",
      "-1",
      "@SUM(1)",
      'a "b", c;d',
      "line\nbreak\r\nx",
      "\ttab",
      "ünï ☃",
    ];
    const accounts = names.map((name, index) => accountOf(index + 1, { name }));
    await saveAccounts(db, accounts, { seenAt: at(0), described: true });
    const audit = await auditOf(
      db,
      accounts.map(({ id }) => ({ id, results: [pass("a")] })),
    );
    const { rows, parsed } = await written(db, audit);
    const cells = rows.map(({ accountName }) => accountName ?? "");
    expect(cells.map((cell) => cell.replace(/^'/, ""))).toEqual(names);
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(parsed.results.map(({ accountName }: { accountName: string }) => accountName)).toEqual(names);
  });

  test("mask key ids and addresses", async () => {
    const db = await open();
    const key = { id: KEY_ID, status: "active", createdAt: at(0), lastUsed: { at: at(0) } } as const;
    const account = accountOf(1, { email: ADDRESS });
    const results = judged({ accessKeysPresent: keysPresent(true), accessKeys: listedKeys(key) }, account);
    const { csv, json } = await written(db, await auditOf(db, [{ id: idOf(1), results }]));
    for (const text of [csv, json]) {
      expect(text).toContain("AKIA••••••••••••MPLE");
      expect(text).toContain("a•••n@example.com");
      expect(text).not.toContain(KEY_ID);
      expect(text).not.toContain(ADDRESS);
    }
  });

  test("hold 1,000 accounts, each check once, in order", async () => {
    const db = await open();
    const results: readonly Result[] = judged();
    const ids = Array.from({ length: 1_000 }, (_, index) => idOf(index + 1));
    const audit = await auditOf(db, []);
    await db.query(
      `insert into account_reads (audit_id, account_id, read_at, results)
       select $1, id, $2, $3::jsonb from unnest($4::text[]) as given(id)`,
      [audit.id, at(0), JSON.stringify(results), ids],
    );
    const { rows, parsed } = await written(db, audit);
    const expected = ids.flatMap((id) => results.map(({ check }) => `${id} ${check}`));
    expect(rows.map(({ accountId, check }) => `${accountId} ${check}`)).toEqual(expected);
    expect(parsed.results).toHaveLength(expected.length);
    expect(parsed.audit.coverage).toMatchObject({ inScope: 1_000, read: 1_000 });
  });

  test("are gone when they are disposed of, and when writing them fails", async () => {
    vi.stubEnv("TMPDIR", emptyDirectory());
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const folder = process.env.TMPDIR ?? "";
    const db = await open();
    const audit = await auditOf(db, [{ id: idOf(1), results: [pass("a")] }]);
    const files = await writeResultFiles(db, audit);
    const [file] = files.files;
    expect(statSync(file?.path ?? "").size).toBe(file?.bytes);
    await files[Symbol.asyncDispose]();
    expect(existsSync(dirname(file?.path ?? ""))).toBe(false);
    const failing: Database = {
      ...db,
      query: (sql, parameters) =>
        sql.includes("order by account_id")
          ? Promise.reject(new Error("the database is gone"))
          : db.query(sql, parameters),
    };
    await expect(writeResultFiles(failing, audit)).rejects.toThrow("the database is gone");
    expect(readdirSync(folder)).toEqual([]);
  });
});
