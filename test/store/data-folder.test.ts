import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import {
  claimDataFolder,
  DataFolderInUseError,
  DataFolderUnusableError,
  DataFolderVersionError,
  POSTGRES_MAJOR,
} from "../../src/store/data-folder.ts";
import { startChild } from "../support/child.ts";
import { freshDataDirectory, open } from "../support/databases.ts";
import { emptyDirectory } from "../support/scratch.ts";

const clock = { ...systemClock, now: () => new Date("2026-03-01T12:00:00Z") };

test("a second claim in the same process is refused, naming the holder", () => {
  const dataDirectory = emptyDirectory();
  const folder = claimDataFolder({ dataDirectory, clock });
  const second = () => claimDataFolder({ dataDirectory, clock });
  expect(second).toThrow(DataFolderInUseError);
  expect(second).toThrow(`process ${process.pid} on ${hostname()}, since 2026-03-01T12:00:00.000Z`);
  folder.release();
});

test("a claim is refused while another process holds the folder, and succeeds once that is killed", async () => {
  const dataDirectory = emptyDirectory();
  const other = startChild("claim-folder.ts", dataDirectory);
  await other.nextLine();
  other.say("go");
  expect(await other.nextLine()).toBe("claimed");
  expect(() => claimDataFolder({ dataDirectory, clock })).toThrow(`in use by process ${other.pid} on `);

  await other.kill();
  claimDataFolder({ dataDirectory, clock }).release();
});

test("of many processes that claim at once, over what a killed one left, exactly one succeeds", async () => {
  const dataDirectory = emptyDirectory();
  const killed = startChild("claim-folder.ts", dataDirectory);
  await killed.nextLine();
  killed.say("go");
  await killed.nextLine();
  await killed.kill();

  const children = Array.from({ length: 4 }, () => startChild("claim-folder.ts", dataDirectory));
  await Promise.all(children.map((child) => child.nextLine()));
  for (const child of children) child.say("go");
  const outcomes = await Promise.all(children.map((child) => child.nextLine()));
  expect(outcomes.filter((outcome) => outcome === "claimed")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome.includes("is in use by"))).toHaveLength(3);
});

test("a claim succeeds when the folder names a holder that does not hold it, whatever lives under its pid", () => {
  const dataDirectory = emptyDirectory();
  const stale = { pid: process.ppid, host: hostname(), since: "2026-01-01T00:00:00.000Z" };
  writeFileSync(join(dataDirectory, "lock.json"), JSON.stringify(stale));
  const folder = claimDataFolder({ dataDirectory, clock });
  expect(JSON.parse(readFileSync(join(dataDirectory, "lock.json"), "utf8"))).toMatchObject({
    pid: process.pid,
  });
  folder.release();
});

test("a released folder can be claimed again and names nobody", () => {
  const dataDirectory = emptyDirectory();
  const folder = claimDataFolder({ dataDirectory, clock });
  folder.release();
  folder.release();
  expect(readdirSync(dataDirectory)).toEqual(["lock"]);
  claimDataFolder({ dataDirectory, clock }).release();
});

test("a folder that cannot be written is refused", () => {
  const dataDirectory = emptyDirectory();
  mkdirSync(join(dataDirectory, "lock"));
  expect(() => claimDataFolder({ dataDirectory, clock })).toThrow(DataFolderUnusableError);
});

test("a folder of another PostgreSQL is refused and left unlocked", () => {
  const dataDirectory = emptyDirectory();
  const versionFile = join(dataDirectory, "postgres", "PG_VERSION");
  mkdirSync(join(dataDirectory, "postgres"));
  writeFileSync(versionFile, "17\n");
  const claim = () => claimDataFolder({ dataDirectory, clock });
  expect(claim).toThrow(DataFolderVersionError);
  expect(claim).toThrow("PostgreSQL 17");
  writeFileSync(versionFile, `${POSTGRES_MAJOR}\n`);
  claim().release();
});

test("the expected version is the one that the embedded database has", async () => {
  const database = await open({ dataDirectory: freshDataDirectory() });
  const [setting] = await database.query<{ server_version: string }>("show server_version");
  expect(setting?.server_version.split(".")[0]).toBe(POSTGRES_MAJOR);
});
