import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import type { Database } from "../../src/store/database.ts";
import {
  DatabaseNewerError,
  MigrationChangedError,
  migrate,
  pendingMigrations,
} from "../../src/store/migrate.ts";
import { migrations } from "../../src/store/migrations/index.ts";
import type { Migration } from "../../src/store/migrations/migration.ts";
import { startChild } from "../support/child.ts";
import {
  describeEachDatabase,
  describePostgres,
  freshDatabaseUrl,
  freshDataDirectory,
  open,
} from "../support/databases.ts";
import { emptyDirectory } from "../support/scratch.ts";

const log = pino({ level: "silent" });
const more: Migration = { id: "9001-more", sql: "create table more (id int); insert into more values (1);" };
const most: Migration = { id: "9002-most", sql: "insert into more values (2)" };
const failing: Migration = { id: "9003-failing", sql: "create table half (id int); select 1 / 0;" };

function run(
  database: Database,
  list: readonly Migration[],
  dataDirectory = emptyDirectory(),
): Promise<void> {
  return migrate({ database, dataDirectory, log, clock: systemClock, migrations: list });
}

describeEachDatabase("migrating", (open) => {
  async function openWith(list: readonly Migration[]): Promise<Database> {
    const database = await open();
    await database.exec("drop table migrations, seen");
    await run(database, list);
    return database;
  }

  test("runs every migration in order, once", async () => {
    const database = await openWith([more, most]);
    await run(database, [more, most]);
    expect(await database.query("select id from more order by id")).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await database.query("select id from migrations order by id")).toEqual([
      { id: "9001-more" },
      { id: "9002-most" },
    ]);
  });

  test("keeps what went before a failure, and nothing of what failed", async () => {
    const database = await open();
    await database.exec("drop table migrations, seen");
    await expect(run(database, [more, failing])).rejects.toMatchObject({ code: "22012" });
    expect(await database.query("select id from migrations")).toEqual([{ id: "9001-more" }]);
    expect(await database.query("select to_regclass('half') as half")).toEqual([{ half: null }]);
  });

  test("refuses a database that a newer release migrated", async () => {
    const database = await openWith([more, most]);
    await expect(run(database, [more])).rejects.toThrow(DatabaseNewerError);
    await expect(run(database, [more])).rejects.toThrow("9002-most");
  });

  test("refuses history that has changed", async () => {
    const database = await openWith([more]);
    const changed = { ...more, sql: `${more.sql} ` };
    await expect(run(database, [changed, most])).rejects.toThrow(MigrationChangedError);
    expect(await database.query("select id from more")).toEqual([{ id: 1 }]);
  });
});

describe("pending migrations", () => {
  const a: Migration = { id: "0001-a", sql: "a" };
  const b: Migration = { id: "0002-b", sql: "b" };
  const appliedA = {
    id: "0001-a",
    checksum: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
  };
  const appliedB = {
    id: "0002-b",
    checksum: "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
  };

  test.each([
    { name: "all of a fresh database", known: [a, b], applied: [], pending: [a, b] },
    { name: "the ones after the last", known: [a, b], applied: [appliedA], pending: [b] },
    { name: "none when all have run", known: [a, b], applied: [appliedA, appliedB], pending: [] },
  ])("are $name", ({ known, applied, pending }) => {
    expect(pendingMigrations(known, applied)).toEqual(pending);
  });

  test.each([
    { name: "one that is not known", known: [a], applied: [appliedA, appliedB], error: DatabaseNewerError },
    {
      name: "another text",
      known: [{ ...a, sql: "c" }, b],
      applied: [appliedA],
      error: MigrationChangedError,
    },
    { name: "one put in before it", known: [a, b], applied: [appliedB], error: MigrationChangedError },
  ])("are refused over $name", ({ known, applied, error }) => {
    expect(() => pendingMigrations(known, applied)).toThrow(error);
  });

  test("of the app are in the order of their numbers", () => {
    const ids = migrations.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
    for (const id of ids) expect(id).toMatch(/^\d{4}-[a-z-]+$/);
  });
});

test("an embedded database is dumped before it is migrated, unless there is nothing to migrate", async () => {
  const dataDirectory = freshDataDirectory();
  const database = await open({ dataDirectory });
  await run(database, migrations, dataDirectory);
  expect(readdirSync(dataDirectory)).not.toContain("dumps");

  await run(database, [...migrations, more], dataDirectory);
  const dumps = readdirSync(join(dataDirectory, "dumps"));
  expect(dumps).toEqual([expect.stringMatching(/^before-migration-.*\.tar\.gz$/)]);
});

describePostgres("migrating by several processes at once, PostgreSQL", () => {
  test("runs every migration once", async () => {
    const databaseUrl = await freshDatabaseUrl("empty");
    const children = Array.from({ length: 3 }, () => startChild("migrate.ts", databaseUrl));
    await Promise.all(children.map((child) => child.nextLine()));
    for (const child of children) child.say("go");
    const outcomes = await Promise.all(children.map((child) => child.nextLine()));
    expect(outcomes).toEqual(["migrated", "migrated", "migrated"]);
    const database = await open({ databaseUrl });
    const history = await database.query<{ id: string }>("select id from migrations order by id");
    expect(history.map(({ id }) => id)).toEqual(migrations.map(({ id }) => id));
  });
});
