import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { DATA_FOLDER } from "../../../src/store/data-folder.ts";
import { dataFolderProbe, freeBytes } from "../../../src/store/probes/data-folder.ts";
import { at } from "../../support/audits.ts";
import { emptyDirectory } from "../../support/scratch.ts";

const MIB = 1024 * 1024;

/** A folder that looks like one with an embedded database, as far as that is seen from without. */
function folder({ version = "18", dumps = [] as readonly string[], holder = "" } = {}): string {
  const directory = emptyDirectory();
  mkdirSync(join(directory, DATA_FOLDER.postgres));
  writeFileSync(join(directory, DATA_FOLDER.postgres, "PG_VERSION"), `${version}\n`);
  mkdirSync(join(directory, DATA_FOLDER.dumps));
  for (const name of dumps) writeFileSync(join(directory, DATA_FOLDER.dumps, name), "");
  if (holder) writeFileSync(join(directory, DATA_FOLDER.holder), holder);
  return directory;
}

interface Looking {
  /** What lies in the folder; there is none yet where it is absent. */
  readonly folder?: Parameters<typeof folder>[0];
  readonly free?: number;
  readonly isReady?: boolean;
}

async function look({ folder: made, free = 5000 * MIB, isReady }: Looking): Promise<Record<string, string>> {
  const probe = dataFolderProbe({
    directory: made ? folder(made) : "no-such-folder",
    clock: { ...systemClock, now: () => at(0) },
    freeBytes: async () => free,
    ...(isReady !== undefined && { isAppReady: async () => isReady }),
  });
  const lines = await probe.look(new AbortController().signal);
  for (const { verdict, mend } of lines)
    expect(mend === undefined).toBe(verdict === "good" || verdict === "off");
  return Object.fromEntries(lines.map(({ subject, verdict, found }) => [subject, `${verdict}: ${found}`]));
}

const holder = JSON.stringify({ pid: 42, host: "here", since: "2026-11-22T09:00:00.000Z" });
const YESTERDAY = "nightly-2026-11-21T12-00-00.000Z.tar.gz";
const LAST_WEEK = "before-migration-2026-11-15T10-00-00.000Z.tar.gz";

test.each<readonly [string, Looking, string, RegExp]>([
  ["a folder to come", {}, "Data folder", /^off: There is no database/],
  ["a sound one", { folder: {} }, "Data folder", /^good/],
  ["one of another PostgreSQL", { folder: { version: "17" } }, "Data folder", /^broken: .*PostgreSQL 17/],
  ["room", { folder: {} }, "Free space", /^good: 4 GiB/],
  ["little room", { folder: {}, free: 1023 * MIB }, "Free space", /^warning: Only 1023 MiB/],
  ["hardly any room", { folder: {}, free: 199 * MIB }, "Free space", /^broken: Only 199 MiB/],
  ["no backup yet", { folder: { dumps: ["nightly-1.unfinished"] } }, "Backup", /^off/],
  [
    "a backup of yesterday",
    { folder: { dumps: [LAST_WEEK, YESTERDAY] } },
    "Backup",
    /^good: .*21T12.* 22 h old/,
  ],
  ["an old backup", { folder: { dumps: [LAST_WEEK] } }, "Backup", /^warning: .*168 h old/],
  ["nobody's", { folder: {}, isReady: false }, "Data folder's holder", /^off: No rootcheck/],
  [
    "a ready app's",
    { folder: { holder }, isReady: true },
    "Data folder's holder",
    /^good: .*process 42 on here/,
  ],
  [
    "a silent app's",
    { folder: { holder }, isReady: false },
    "Data folder's holder",
    /^warning: .*process 42/,
  ],
])("the data folder: %s", async (_, looking, subject, said) => {
  expect((await look(looking))[subject]).toMatch(said);
});

test("inside the app nobody has to be asked who has the folder", async () => {
  expect(Object.keys(await look({ folder: { holder } }))).toEqual(["Data folder", "Free space", "Backup"]);
});

test("the room is that of the disk", async () => {
  expect(await freeBytes(".")).toBeGreaterThan(0);
});
