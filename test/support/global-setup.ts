import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { pino } from "pino";
import type { TestProject } from "vitest/node";
import { systemClock } from "../../src/clock.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openDatabase } from "../../src/store/open.ts";
import { administer, findPostgresServer, type PostgresServer } from "./postgres-server.ts";
import { makeScratch } from "./scratch.ts";
import { expectScanned, scansIn } from "./secrecy/scanned.ts";

/** What one run of the suite finds on its machine and makes once for all its tests. */
interface RunContext {
  /** A data folder with a migrated database, to be copied. */
  readonly embeddedTemplate: string;
  /** Absent where there is no PostgreSQL. */
  readonly postgres: { readonly url: string; readonly template: string } | undefined;
  /** The path of a Chromium; absent where there is none. */
  readonly chromium: string | undefined;
  /** A folder for notes of what was looked through for secrets. */
  readonly scanned: string;
}

declare module "vitest" {
  interface ProvidedContext extends RunContext {}
}

/** Called by vitest before the first test; returns what undoes it after the last one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide("chromium", foundOrSkipped("Chromium", findChromium()));
  const server = foundOrSkipped("PostgreSQL", await findPostgresServer());
  try {
    const [postgres, embeddedTemplate] = await Promise.all([
      server && makePostgresTemplate(server),
      makeEmbeddedTemplate(),
    ]);
    project.provide("postgres", postgres);
    project.provide("embeddedTemplate", embeddedTemplate);
    const scanned = makeScratch("scanned");
    project.provide("scanned", scanned);
    return async () => {
      if (postgres) await administer(postgres.url, `drop database ${postgres.template} with (force)`);
      await server?.stop();
      await rm(embeddedTemplate, { recursive: true });
      const scans = scansIn(scanned);
      await rm(scanned, { recursive: true });
      if (await isWholeSuite(project)) expectScanned(scans);
    };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}

/** Of a part of the suite it is not known what it prints and shows. */
async function isWholeSuite(project: TestProject): Promise<boolean> {
  const { testFiles } = await project.globTestFiles();
  const ran = new Set(project.vitest.state.getPaths());
  return testFiles.every((path) => ran.has(path));
}

function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((path) => path && existsSync(path));
}

/** Where everything is meant to run, a silent hole in the suite is a failure. */
function foundOrSkipped<T>(what: string, found: T | undefined): T | undefined {
  if (found !== undefined) return found;
  if (process.env.CI === "true")
    throw new Error(`${what} is missing, and with CI=true no test may be skipped.`);
  console.warn(`${what} is missing: the tests that need it are skipped.`);
  return undefined;
}

async function makeEmbeddedTemplate(): Promise<string> {
  const folder = makeScratch("template");
  await makeTables({ dataDirectory: folder });
  return folder;
}

async function makePostgresTemplate(server: PostgresServer): Promise<{ url: string; template: string }> {
  const template = `rootcheck_template_${process.pid}`;
  await administer(server.url, `create database ${template}`);
  const url = new URL(server.url);
  url.pathname = template;
  await makeTables({ databaseUrl: url.href, dataDirectory: tmpdir() });
  return { url: server.url, template };
}

async function makeTables(where: { databaseUrl?: string; dataDirectory: string }): Promise<void> {
  const common = { ...where, log: pino({ level: "silent" }), clock: systemClock };
  const database = await openDatabase(common);
  await migrate({ ...common, database });
  await database.close();
}
