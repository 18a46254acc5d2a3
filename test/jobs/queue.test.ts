import { tmpdir } from "node:os";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { startQueue } from "../../src/jobs/queue.ts";
import { openReadyDatabase } from "../../src/store/ready.ts";
import { describeEachDatabase, describePostgres, freshDatabaseUrl } from "../support/databases.ts";

const log = pino({ level: "silent" });

async function startOn(databaseUrl: string): Promise<string> {
  const db = await openReadyDatabase({ databaseUrl, dataDirectory: tmpdir(), clock: systemClock, log });
  onTestFinished(db.close);
  const queue = await startQueue({ db, clock: systemClock, log });
  onTestFinished(queue.stop);
  await queue.work({ name: "bell", concurrency: 1, handle: async () => undefined });
  return "started";
}

describePostgres("the queue on PostgreSQL", () => {
  test.each([...Array(8).keys()])("starts in four processes at once on a new database, time %i", async () => {
    const url = await freshDatabaseUrl("empty");
    const starts = await Promise.all([1, 2, 3, 4].map(() => startOn(url)));
    expect(starts).toEqual(["started", "started", "started", "started"]);
  });
});

describeEachDatabase("a job", (open) => {
  test("that is cut short by the stop is no failure, and one that fails is", async () => {
    const said: string[] = [];
    const listening = pino(
      { base: null, timestamp: false },
      { write: (line) => said.push(JSON.parse(line).msg) },
    );
    const queue = await startQueue({ db: await open(), clock: systemClock, log: listening });
    const failed = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    await queue.work({
      name: "failing",
      concurrency: 1,
      handle: async () => {
        failed.resolve();
        throw new Error("no");
      },
    });
    await queue.work({
      name: "patient",
      concurrency: 1,
      handle: (_, signal) => {
        started.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      },
    });
    await queue.ring("failing", "one", {});
    await failed.promise;
    await queue.ring("patient", "two", {});
    await started.promise;
    await queue.stop();
    expect(said).toEqual(["A job failed", "A job was cut short"]);
  });
});
