import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { startUpkeep } from "../../src/jobs/upkeep.ts";
import { findMilestone } from "../../src/store/milestones.ts";
import { freshDataDirectory, open } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

test("the embedded database is looked after once a day, and says so", async () => {
  const dataDirectory = freshDataDirectory();
  const database = await open({ dataDirectory });
  const clock = createManualClock();
  const lines: string[] = [];
  let done = Promise.withResolvers<void>();
  const write = (line: string) => {
    lines.push(line);
    if (line.includes("looked after")) done.resolve();
  };
  const log = pino({}, { write });
  const rolled = [{ audits: 3, readings: 4000 }];
  const rollUp = async () => {
    const next = rolled.shift();
    if (!next) throw new Error("a row that nobody can read");
    return next;
  };
  onTestFinished(startUpkeep({ database, dataDirectory, clock, log, rollUp }));
  const dumps = () =>
    existsSync(join(dataDirectory, "dumps")) ? readdirSync(join(dataDirectory, "dumps")) : [];
  await clock.advance(600_000);
  const lookedAfterAt = async () => (await findMilestone(database, "upkeep"))?.getTime() ?? 0;
  while ((await lookedAfterAt()) === 0) {}
  const first = await lookedAfterAt();
  await clock.advance(23 * 3_600_000);
  expect(dumps()).toEqual([]);
  await clock.advance(3_600_000);
  await done.promise;
  expect(dumps()).toHaveLength(1);
  expect(lines.filter((line) => line.includes("failed"))).toEqual([]);
  expect(lines.filter((line) => line.includes("looked after"))).toEqual([
    expect.stringContaining('"audits":3,"readings":4000'),
  ]);
  while ((await lookedAfterAt()) === first) {}
  done = Promise.withResolvers();
  await clock.advance(24 * 3_600_000);
  await done.promise; // whatever the rolling up runs into
  expect(dumps()).toHaveLength(2);
  expect(lines.join("")).toContain("a row that nobody can read");
});
