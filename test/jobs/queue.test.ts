import { tmpdir } from "node:os";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { startQueue } from "../../src/jobs/queue.ts";
import { openReadyDatabase } from "../../src/store/ready.ts";
import { describePostgres, freshDatabaseUrl } from "../support/databases.ts";

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
