import { randomUUID } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pino } from "pino";
import { afterAll, describe, inject, onTestFinished } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { DATA_FOLDER } from "../../src/store/data-folder.ts";
import type { Database } from "../../src/store/database.ts";
import { openDatabase } from "../../src/store/open.ts";
import { createEmbeddedPool } from "./embedded-pool.ts";
import { administer } from "./postgres-server.ts";
import { emptyDirectory, makeScratch } from "./scratch.ts";

// Node's own types leave it to the browser's, which would bring a whole DOM along.
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<object> };

/**
 * The embedded engine's code, compiled. V8 shares it with the threads that load the same bytes for as long as
 * somebody holds it, which halves the time that opening a database takes.
 */
const engine = WebAssembly.compile(
  readFileSync(join(dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite")), "pglite.wasm")),
);

const pool = createEmbeddedPool(async () => {
  await engine;
  const directory = makeScratch("pool");
  copyTemplate(directory);
  const database = await openDatabase({
    dataDirectory: directory,
    log: pino({ level: "silent" }),
    clock: systemClock,
  });
  if (database.engine !== "pglite") throw new Error("An embedded database was wanted.");
  return { database, remove: () => rm(directory, { recursive: true }) };
});

/** The tests of `declare`, once on each engine; PostgreSQL's are skipped where there is none. */
export function describeEachDatabase(name: string, declare: (open: () => Promise<Database>) => void): void {
  describe(`${name}, embedded`, () => {
    afterAll(pool.close);
    declare(openEmbedded);
  });
  describePostgres(`${name}, PostgreSQL`, () => declare(openServer));
}

/** The same for what the engines themselves do: each test has one that nobody had before. */
export function describeEachEngine(name: string, declare: (open: () => Promise<Database>) => void): void {
  describe(`${name}, embedded`, () =>
    declare(async () => {
      await engine;
      return open({ dataDirectory: freshDataDirectory() });
    }));
  describePostgres(`${name}, PostgreSQL`, () => declare(openServer));
}

/** Tests that need a PostgreSQL server; skipped where there is none. */
export function describePostgres(name: string, declare: () => void): void {
  describe.skipIf(!inject("postgres"))(name, declare);
}

/** A migrated embedded database with nothing in it, until the test that calls ends. */
async function openEmbedded(): Promise<Database> {
  const { database, giveBack } = await pool.borrow();
  onTestFinished(giveBack);
  return database;
}

/** A fresh, migrated database on the server; gone when the test that calls ends. */
async function openServer(): Promise<Database> {
  return open({ databaseUrl: await freshDatabaseUrl() });
}

/** Opens a database until the end of the test that calls. */
export async function open(where: { databaseUrl?: string; dataDirectory?: string }): Promise<Database> {
  const database = await openDatabase({
    dataDirectory: tmpdir(),
    ...where,
    log: pino({ level: "silent" }),
    clock: systemClock,
  });
  onTestFinished(() => database.close());
  return database;
}

/** A data folder with a migrated embedded database that nobody has open. */
export function freshDataDirectory(): string {
  const directory = emptyDirectory();
  copyTemplate(directory);
  return directory;
}

function copyTemplate(directory: string): void {
  const template = join(inject("embeddedTemplate"), DATA_FOLDER.postgres);
  cpSync(template, join(directory, DATA_FOLDER.postgres), { recursive: true });
}

/** The connection string of a database of its own on the server: migrated, or with nothing in it. */
export async function freshDatabaseUrl(contents: "migrated" | "empty" = "migrated"): Promise<string> {
  const postgres = inject("postgres");
  if (!postgres) throw new Error("There is no PostgreSQL; declare the test inside describePostgres.");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const template = contents === "migrated" ? postgres.template : "template0";
  await administer(postgres.url, `create database ${name} template ${template}`);
  onTestFinished(() => administer(postgres.url, `drop database ${name} with (force)`));
  const url = new URL(postgres.url);
  url.pathname = name;
  return url.href;
}
