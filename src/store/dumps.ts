import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { DATA_FOLDER } from "./data-folder.ts";
import type { EmbeddedDatabase } from "./database.ts";

const KEPT = 3;
const SUFFIX = ".tar.gz";

/** Why a dump was made; the newest three of each reason are kept. */
export type DumpReason = "nightly" | "before-migration";

/**
 * Saves a dump of the embedded database under `dumps/` in the data folder, whole or not at all, and returns its
 * path. To restore one, stop rootcheck and put the dump in the place of the database:
 *
 *     cd $ROOTCHECK_DATA_DIR
 *     mv postgres postgres.old && mkdir postgres && tar -xzf dumps/<dump> -C postgres
 */
export async function saveDump(options: {
  database: EmbeddedDatabase;
  dataDirectory: string;
  clock: Clock;
  reason: DumpReason;
}): Promise<string> {
  const { database, dataDirectory, clock, reason } = options;
  const directory = join(dataDirectory, DATA_FOLDER.dumps);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const moment = clock.now().toISOString().replaceAll(":", "-");
  const file = join(directory, `${reason}-${moment}${SUFFIX}`);
  await writeWhole(file, await database.dump());
  await forgetOldDumps(directory, reason);
  return file;
}

/** A dump, by the name of its file. */
export interface Dump {
  readonly name: string;
  readonly at: Date;
}

const NAME = /^[a-z-]+-(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d(?:\.\d+)?Z)\.tar\.gz$/;

/** The newest of the dumps among the names of files. */
export function newestDump(names: readonly string[]): Dump | undefined {
  const dumps = names.flatMap((name) => {
    const [, hour, minute, second] = NAME.exec(name) ?? [];
    return hour ? [{ name, at: new Date(`${hour}:${minute}:${second}`) }] : [];
  });
  return dumps.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
}

/** Under its name there is never a part of a file, not even after a power failure. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, "w", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  await syncDirectory(join(file, ".."));
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Takes along what an interrupted dump left behind. */
async function forgetOldDumps(directory: string, reason: DumpReason): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.startsWith(`${reason}-`)).sort();
  const whole = names.filter((name) => name.endsWith(SUFFIX));
  const kept = new Set(whole.slice(-KEPT));
  for (const name of names) {
    if (!kept.has(name)) await rm(join(directory, name));
  }
}
