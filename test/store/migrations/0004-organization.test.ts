import { pino } from "pino";
import { expect, test } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { findLatestReading, listDoneAccountIds } from "../../../src/store/account-reads.ts";
import { findAccountById, findAccountsByWords } from "../../../src/store/accounts.ts";
import { findAudit, findLatestFinished } from "../../../src/store/audits.ts";
import type { Database } from "../../../src/store/database.ts";
import { migrate } from "../../../src/store/migrate.ts";
import { migrations } from "../../../src/store/migrations/index.ts";
import { compareAudits, countReadings } from "../../../src/store/standings.ts";
import { at, auditOf, fail, idOf, save, startedAudit } from "../../support/audits.ts";
import { describeEachDatabase } from "../../support/databases.ts";
import { emptyDirectory } from "../../support/scratch.ts";

function run(database: Database, list: typeof migrations): Promise<void> {
  const log = pino({ level: "silent" });
  return migrate({ database, dataDirectory: emptyDirectory(), log, clock: systemClock, migrations: list });
}

describeEachDatabase("audits of single accounts, from before there were any others,", (open) => {
  const scope = { kind: "account", accountId: idOf(1) } as const;
  const results = JSON.stringify([fail("root-mfa")]);

  /** A database as the release before left it: one audit that is over, and one going. */
  async function openFormer(): Promise<Database> {
    const database = await open();
    await database.exec(`
      drop schema public cascade; create schema public; drop schema if exists pgboss cascade`);
    const former = migrations.slice(0, 3);
    expect(former.at(-1)?.id).toBe("0003-queue");
    await run(database, former);
    await database.query(
      `insert into accounts (id, name, email, state, is_management, partition, ou_path, joined_at, seen_at, described)
       values ($1, 'one', 'one@example.com', 'ACTIVE', false, 'aws', '{Prod,Web}', $3, $3, true),
              ($2, 'two', null, null, true, 'aws', '{}', null, $3, false)`,
      [idOf(1), idOf(2), at(0)],
    );
    await database.query(
      `insert into audits (scope, scope_key, state, requested_by, requested_at, started_at, finished_at, account_ids)
       values ($1, 'account 000000000001', 'finished', 'U1', $2, $2, $3, '{000000000001}'),
              ($1, 'account 000000000001', 'running', 'U1', $3, $3, null, '{000000000001}')`,
      [scope, at(0), at(5)],
    );
    await database.query(
      "insert into account_reads (audit_id, account_id, read_at, results) values (1, $1, $2, $3::jsonb)",
      [idOf(1), at(4), results],
    );
    return database;
  }

  test("are carried over and read as before, and those going go on", async () => {
    const database = await openFormer();
    await run(database, migrations);
    expect(await findLatestFinished(database, scope)).toMatchObject({
      id: 1,
      scope,
      accountsInScope: 1,
      accountsDone: 1,
    });
    expect(await findLatestReading(database, idOf(1))).toEqual({
      accountId: idOf(1),
      readAt: at(4),
      results: [fail("root-mfa")],
    });
    expect(await listDoneAccountIds(database, 1)).toEqual([idOf(1)]);
    expect(await countReadings(database, 1)).toMatchObject({ done: 1, read: 1, notActive: 0 });
    expect(await findAccountById(database, idOf(1))).toMatchObject({
      account: { name: "one", ouPath: ["Prod", "Web"], joinedAt: at(0) },
      hasPath: true,
    });
    expect(await findAccountById(database, idOf(2))).toMatchObject({
      account: { name: "two", isManagement: true, ouPath: [] },
      hasPath: false,
    });
    expect(await findAccountsByWords(database, "ONE@example.com")).toEqual([{ id: idOf(1), name: "one" }]);

    const lease = await startedAudit(database, { scope, from: at(60) });
    expect(lease.auditId).toBe(2);
    expect(await save(database, lease, { id: idOf(1), results: [fail("root-mfa")] }, at(61))).toBe(true);
    expect(await findAudit(database, 2)).toMatchObject({
      state: "running",
      accountsDone: 1,
      accountsFailing: 1,
    });
    const whole = await auditOf(database, [{ id: idOf(1), results: [fail("root-mfa")] }], { from: at(99) });
    expect(await compareAudits(database, whole.id, 2)).toEqual({ appeared: 0, fixed: 0 });
  });
});
