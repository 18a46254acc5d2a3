import { tmpdir } from "node:os";
import { pino } from "pino";
import { systemClock } from "../../src/clock.ts";
import { openReadyDatabase } from "../../src/store/ready.ts";
import { administer, type RestartableServer, startServerOfOnesOwn } from "../support/postgres-server.ts";

/** A PostgreSQL server that can be stopped and comes back. @throws where none is installed */
export async function startOwnServer(): Promise<RestartableServer> {
  const server = await startServerOfOnesOwn();
  if (server) return server;
  throw new Error("PostgreSQL was wanted on this machine to be stopped and started, but none is installed.");
}

/** The connection string of a database with all tables. */
export async function migratedDatabaseOn(serverUrl: string): Promise<string> {
  await administer(serverUrl, "create database faults");
  const url = new URL(serverUrl);
  url.pathname = "faults";
  const log = pino({ level: "silent" });
  const database = await openReadyDatabase({
    databaseUrl: url.href,
    dataDirectory: tmpdir(),
    clock: systemClock,
    log,
  });
  await database.close();
  return url.href;
}
