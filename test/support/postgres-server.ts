import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { chown, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { makeScratch } from "./scratch.ts";

const run = promisify(execFile);

/** A PostgreSQL server that tests may make databases on. */
export interface PostgresServer {
  /** The connection string of a role that may create databases. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A server that can be stopped, in order or as if it had crashed, and comes back with all that it had committed. */
export interface RestartableServer extends PostgresServer {
  halt(mode: "fast" | "immediate"): Promise<void>;
  resume(): Promise<void>;
}

/** A temporary server that nobody else has, if PostgreSQL is installed. */
export async function startServerOfOnesOwn(): Promise<RestartableServer | undefined> {
  const binaries = findBinaries();
  return binaries ? startServer(binaries, "on") : undefined;
}

/**
 * The server that `TEST_DATABASE_URL` names, else a temporary one if PostgreSQL is installed, else undefined.
 */
export async function findPostgresServer(): Promise<PostgresServer | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const binaries = findBinaries();
  return binaries ? startServer(binaries, "off") : undefined;
}

function findBinaries(): string | undefined {
  const installed = globSync("/usr/lib/postgresql/*/bin").sort().reverse();
  const directories = [...installed, ...(process.env.PATH ?? "").split(delimiter)];
  return directories.find((directory) =>
    ["initdb", "pg_ctl", "postgres"].every((binary) => existsSync(join(directory, binary))),
  );
}

/** Where it may be halted at once, `synchronousCommit` has to be on, or the last commits are lost with it. */
async function startServer(binaries: string, synchronousCommit: "on" | "off"): Promise<RestartableServer> {
  const user = await serverUser();
  const home = makeScratch("postgres");
  if (user.uid !== undefined && user.gid !== undefined) await chown(home, user.uid, user.gid);
  const data = join(home, "data");
  const port = await freePort();
  const settings = [
    `-p ${port}`,
    "-c listen_addresses=127.0.0.1",
    `-c unix_socket_directories=${home}`,
    "-c max_connections=200",
    `-c fsync=off -c synchronous_commit=${synchronousCommit} -c full_page_writes=off`,
  ].join(" ");
  const control = join(binaries, "pg_ctl");
  await run(
    join(binaries, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
    {
      ...user,
      cwd: home,
    },
  );
  const inHome = { ...user, cwd: home };
  const resume = async () =>
    void (await run(control, ["-D", data, "-l", join(home, "log"), "-o", settings, "-w", "start"], inHome));
  const halt = async (mode: "fast" | "immediate") =>
    void (await run(control, ["-D", data, "-m", mode, "-w", "stop"], inHome));
  await resume();
  return {
    halt,
    resume,
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await halt("immediate");
      await rm(home, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root; its packages bring a user for it. */
async function serverUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all([run("id", ["-u", "postgres"]), run("id", ["-g", "postgres"])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("No port.")),
      );
    });
  });
}

/** Runs one statement on a database by a connection of its own. */
export async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
