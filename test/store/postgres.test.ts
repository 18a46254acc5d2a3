import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { pino } from "pino";
import { expect, inject, onTestFinished, test } from "vitest";
import { type Clock, systemClock } from "../../src/clock.ts";
import type { Transaction } from "../../src/store/database.ts";
import { DatabaseClosedError } from "../../src/store/gate.ts";
import { openDatabase } from "../../src/store/open.ts";
import { describePostgres, freshDatabaseUrl, open } from "../support/databases.ts";
import { administer } from "../support/postgres-server.ts";

/** A clock on which nobody waits. */
const impatient: Clock = { ...systemClock, setTimeout: (task) => systemClock.setTimeout(task, 0) };

const endOthers =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

const endOwn = "select pg_terminate_backend(pg_backend_pid())";

function openImpatiently(databaseUrl: string, log = pino({ level: "silent" })) {
  return openDatabase({ databaseUrl, dataDirectory: tmpdir(), log, clock: impatient });
}

describePostgres("PostgreSQL", () => {
  test("carries notifications from one handle to another", async () => {
    const databaseUrl = await freshDatabaseUrl();
    const [listening, notifying] = await Promise.all([open({ databaseUrl }), open({ databaseUrl })]);
    const heard = Promise.withResolvers<string>();
    await listening.listen("channel", heard.resolve);
    await notifying.query("select pg_notify('channel', 'hello')");
    expect(await heard.promise).toBe("hello");
  });

  test("listens again after its connection was ended, and says that something may have been missed", async () => {
    const databaseUrl = await freshDatabaseUrl();
    const logged: string[] = [];
    const log = pino({ level: "info" }, { write: (line) => logged.push(JSON.parse(line).msg) });
    const database = await openImpatiently(databaseUrl, log);
    onTestFinished(() => database.close());
    let subscribed = 0;
    const heard: string[] = [];
    await database.listen(
      "channel",
      (payload) => heard.push(payload),
      () => {
        subscribed += 1;
      },
    );
    await administer(databaseUrl, endOthers);
    await expect.poll(() => subscribed).toBe(2);
    await database.query("select pg_notify('channel', 'again')");
    await expect.poll(() => heard).toEqual(["again"]);
    expect(logged).toEqual(
      expect.arrayContaining([
        "Lost the connection that listens to the database",
        "Listening to the database again",
      ]),
    );
  });

  test("survives the end of its idle connections", async () => {
    const databaseUrl = await freshDatabaseUrl();
    const database = await open({ databaseUrl });
    await database.query("select 1");
    await administer(databaseUrl, endOthers);
    await expect.poll(() => database.isAlive()).toBe(true);
  });

  test.each([
    { when: "during a statement", end: (_url: string, tx: Transaction) => tx.query(endOwn) },
    { when: "between statements", end: (url: string) => administer(url, endOthers) },
  ])("rejects a transaction whose connection ends $when, and goes on with another", async ({ end }) => {
    const databaseUrl = await freshDatabaseUrl();
    const database = await open({ databaseUrl });
    const transaction = database.transaction(async (tx) => {
      await tx.query("insert into seen values ('lost', '2026-03-01')");
      await end(databaseUrl, tx);
      await tx.query("select 1");
    });
    await expect(transaction).rejects.toThrow(/terminat/);
    expect(await database.query("select count(*) from seen")).toEqual([{ count: 0 }]);
  });

  test("is not alive while the server's database is missing, and comes to life with it", async () => {
    const server = inject("postgres")?.url ?? "";
    const name = `test_${randomUUID().replaceAll("-", "")}`;
    const url = new URL(server);
    url.pathname = name;
    const database = await openImpatiently(url.href);
    await expect(database.query("select 1")).rejects.toMatchObject({ code: "3D000" });
    const heard = Promise.withResolvers<string>();
    const listening = database.listen("channel", heard.resolve);
    await administer(server, `create database ${name}`);
    onTestFinished(() => administer(server, `drop database ${name} with (force)`));
    onTestFinished(() => database.close());
    await listening;
    await database.query("select pg_notify('channel', 'hello')");
    expect(await heard.promise).toBe("hello");
  });

  test("stops waiting to listen when it is closed", async () => {
    const database = await open({ databaseUrl: "postgres://postgres@127.0.0.1:1/nobody" });
    expect(await database.isAlive()).toBe(false);
    const listening = expect(database.listen("channel", () => undefined)).rejects.toThrow(
      DatabaseClosedError,
    );
    await database.close();
    await listening;
  });

  test("tells the server who it is, and lets it end what hangs", async () => {
    const database = await open({ databaseUrl: await freshDatabaseUrl() });
    const settings = await database.query(
      `select current_setting('application_name') as name, current_setting('statement_timeout') as statement,
        current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(settings).toEqual([{ name: "rootcheck", statement: "30s", idle: "1min" }]);
  });
});
