import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { claimDataFolder, DataFolderInUseError, POSTGRES_MAJOR } from "../../src/store/data-folder.ts";
import { DatabaseThreadError } from "../../src/store/pglite-thread.ts";
import { startChild } from "../support/child.ts";
import { freshDataDirectory, open } from "../support/databases.ts";
import { emptyDirectory } from "../support/scratch.ts";

/** The threads that start from now to the end of the test. */
function watchThreads(): Worker[] {
  const threads: Worker[] = [];
  const remember = (thread: Worker) => threads.push(thread);
  process.on("worker", remember);
  onTestFinished(() => {
    process.off("worker", remember);
  });
  return threads;
}

test("the death of its thread rejects what waits and what comes later, and it is lost", async () => {
  const threads = watchThreads();
  const database = await open({ dataDirectory: freshDataDirectory() });
  const transaction = database.transaction((tx) => tx.query("select pg_sleep(60)"));
  const queued = database.query("select 1");
  await Promise.all([
    expect(transaction).rejects.toThrow(DatabaseThreadError),
    expect(queued).rejects.toThrow("its thread has ended"),
    ...threads.map((thread) => thread.terminate()),
  ]);
  await expect(database.query("select 1")).rejects.toThrow(DatabaseThreadError);
  expect(await database.isAlive()).toBe(false);
  expect((await database.lost).message).toContain("its thread has ended");
});

test("a folder whose database died with its thread opens again after a close", async () => {
  const threads = watchThreads();
  const dataDirectory = freshDataDirectory();
  const database = await open({ dataDirectory });
  await database.query("insert into seen values ('kept', '2026-03-01')");
  await Promise.all(threads.map((thread) => thread.terminate()));
  await database.close();
  const again = await open({ dataDirectory });
  expect(await again.query("select key from seen")).toEqual([{ key: "kept" }]);
});

test("a disk that fails makes it not alive", async () => {
  const dataDirectory = freshDataDirectory();
  const database = await open({ dataDirectory });
  rmSync(join(dataDirectory, "postgres", "global"), { recursive: true });
  await expect(database.exec("checkpoint")).rejects.toThrow("could not open file");
  expect(await database.isAlive()).toBe(false);
});

test("a folder with a broken database is refused and left to others", async () => {
  const dataDirectory = emptyDirectory();
  mkdirSync(join(dataDirectory, "postgres"));
  writeFileSync(join(dataDirectory, "postgres", "PG_VERSION"), POSTGRES_MAJOR);
  await expect(open({ dataDirectory })).rejects.toThrow(DatabaseThreadError);
  claimDataFolder({ dataDirectory, clock: systemClock }).release();
});

test("a second open of the same folder is refused", async () => {
  const dataDirectory = freshDataDirectory();
  await open({ dataDirectory });
  await expect(open({ dataDirectory })).rejects.toThrow(DataFolderInUseError);
});

test("a first start that was killed halfway is begun anew", async () => {
  const dataDirectory = emptyDirectory();
  mkdirSync(join(dataDirectory, "postgres.unfinished"));
  writeFileSync(join(dataDirectory, "postgres.unfinished", "PG_VERSION"), POSTGRES_MAJOR);
  const database = await open({ dataDirectory });
  expect(await database.isAlive()).toBe(true);
  expect(readdirSync(dataDirectory).sort()).toEqual(["lock", "lock.json", "postgres"]);
});

test("kill -9 loses nothing that was acknowledged", async () => {
  const dataDirectory = freshDataDirectory();
  const child = startChild("write-rows.ts", dataDirectory);
  let acknowledged = 0;
  while (acknowledged < 200) acknowledged = Number(await child.nextLine());
  await child.kill();
  const database = await open({ dataDirectory });
  const rows = await database.query<{ number: number }>("select number from rows order by number");
  expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
});
