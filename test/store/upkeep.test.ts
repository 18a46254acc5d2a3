import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { firstTime } from "../../src/store/seen.ts";
import { keepUp } from "../../src/store/upkeep.ts";
import { describeEachDatabase, freshDataDirectory, open } from "../support/databases.ts";
import { emptyDirectory } from "../support/scratch.ts";

function clockAt(moment: string) {
  return { ...systemClock, now: () => new Date(moment) };
}

describeEachDatabase("upkeep", (open) => {
  test("forgets seen keys after thirty days", async () => {
    const database = await open();
    await firstTime(database, "old", new Date("2026-01-29T23:59:59Z"));
    await firstTime(database, "new", new Date("2026-01-30T00:00:00Z"));
    const clock = clockAt("2026-03-01T00:00:00Z");
    await keepUp({ database, dataDirectory: emptyDirectory(), clock });
    expect(await database.query("select key from seen")).toEqual([{ key: "new" }]);
  });
});

test("the newest three nightly dumps are kept, and no unfinished one", async () => {
  const dataDirectory = freshDataDirectory();
  const database = await open({ dataDirectory });
  const dumps = join(dataDirectory, "dumps");
  mkdirSync(dumps);
  writeFileSync(join(dumps, "before-migration-2025-01-01T00-00-00.000Z.tar.gz"), "");
  for (const day of ["01", "02", "03"]) {
    writeFileSync(join(dumps, `nightly-2026-03-${day}T00-00-00.000Z.tar.gz`), "");
  }
  writeFileSync(join(dumps, "nightly-2026-03-03T12-00-00.000Z.tar.gz.unfinished"), "");
  await keepUp({ database, dataDirectory, clock: clockAt("2026-03-04T00:00:00Z") });
  expect(readdirSync(dumps).sort()).toEqual([
    "before-migration-2025-01-01T00-00-00.000Z.tar.gz",
    "nightly-2026-03-02T00-00-00.000Z.tar.gz",
    "nightly-2026-03-03T00-00-00.000Z.tar.gz",
    "nightly-2026-03-04T00-00-00.000Z.tar.gz",
  ]);
});

test("a folder restored from a dump opens with what was stored before it", async () => {
  const dataDirectory = freshDataDirectory();
  const database = await open({ dataDirectory });
  await firstTime(database, "before", new Date("2026-03-01T00:00:00Z"));
  await keepUp({ database, dataDirectory, clock: clockAt("2026-03-01T01:00:00Z") });
  await firstTime(database, "after", new Date("2026-03-01T02:00:00Z"));
  await database.close();

  const postgres = join(dataDirectory, "postgres");
  rmSync(postgres, { recursive: true });
  mkdirSync(postgres);
  const dump = join(dataDirectory, "dumps", "nightly-2026-03-01T01-00-00.000Z.tar.gz");
  execFileSync("tar", ["-xzf", dump, "-C", postgres], { stdio: "pipe" });

  const restored = await open({ dataDirectory });
  expect(await restored.query("select key from seen")).toEqual([{ key: "before" }]);
  expect(await firstTime(restored, "again", new Date("2026-03-01T03:00:00Z"))).toBe(true);
});
