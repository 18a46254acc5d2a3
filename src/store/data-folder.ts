import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import { messageOf, RootcheckError } from "../domain/errors.ts";

/** The major version of the PostgreSQL inside PGlite; its folders can be read by no other. */
export const POSTGRES_MAJOR = "18";

/** Where things lie in a data folder. */
export const DATA_FOLDER = { lock: "lock", holder: "lock.json", postgres: "postgres", dumps: "dumps" };

const SQLITE_BUSY = 5;

const holderSchema = z.object({ pid: z.number(), host: z.string(), since: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** Another process has the data folder. */
export class DataFolderInUseError extends RootcheckError {
  constructor(dataDirectory: string, holder: Holder | undefined) {
    const who = holder ? `process ${holder.pid} on ${holder.host}, since ${holder.since}` : "another process";
    super(
      "data_folder_in_use",
      `The data folder ${dataDirectory} is wanted for this process alone, but is in use by ${who}. Stop that one first, give this one a folder of its own (ROOTCHECK_DATA_DIR), or use PostgreSQL (DATABASE_URL) for several processes.`,
    );
  }
}

/** The data folder cannot be made, or not be locked and then not be written either. */
export class DataFolderUnusableError extends RootcheckError {
  constructor(dataDirectory: string, options: { cause: unknown }) {
    super(
      "data_folder_unusable",
      `The data folder ${dataDirectory} was wanted for reading and writing, but that failed: ${messageOf(options.cause)}. Let the user that runs rootcheck own the folder (ROOTCHECK_DATA_DIR).`,
      options,
    );
  }
}

/** The data folder was written by another major version of PostgreSQL. */
export class DataFolderVersionError extends RootcheckError {
  constructor(dataDirectory: string, found: string) {
    super(
      "data_folder_version",
      `The data folder ${dataDirectory} was wanted in the format of PostgreSQL ${POSTGRES_MAJOR}, but is in that of PostgreSQL ${found}. Start the rootcheck release that wrote it, or move the folder away to begin with an empty one.`,
    );
  }
}

/** A data folder that this process holds until it releases it, or ends. */
export interface DataFolder {
  readonly path: string;
  release(): void;
}

/**
 * Takes the folder for this process alone. The lock is the operating system's, taken through SQLite because
 * Node has no call for it: the kernel drops it with the process, however that ends, so there is no stale lock to
 * judge by pids, which mean nothing between containers. `lock.json` is only there to say who has it.
 * Nothing else in the process may open the file `lock`: closing it would drop the lock.
 * @throws DataFolderInUseError, DataFolderVersionError, DataFolderUnusableError
 */
export function claimDataFolder(options: { dataDirectory: string; clock: Clock }): DataFolder {
  const { dataDirectory, clock } = options;
  const holderFile = join(dataDirectory, DATA_FOLDER.holder);
  const lock = takeLock(dataDirectory);
  try {
    requireReadableVersion(dataDirectory);
    writeHolder(holderFile, { pid: process.pid, host: hostname(), since: clock.now().toISOString() });
  } catch (error) {
    lock.close();
    throw error;
  }
  return {
    path: dataDirectory,
    release() {
      if (!lock.isOpen) return;
      rmSync(holderFile, { force: true });
      lock.close();
    },
  };
}

function takeLock(dataDirectory: string): DatabaseSync {
  const lock = new DatabaseSync(join(dataDirectory, DATA_FOLDER.lock), { open: false });
  try {
    lock.open();
    lock.exec("pragma journal_mode = memory"); // else a second file lies beside it
    lock.exec("begin exclusive");
    return lock;
  } catch (error) {
    if (lock.isOpen) lock.close();
    if (!isBusy(error)) throw new DataFolderUnusableError(dataDirectory, { cause: error });
    throw new DataFolderInUseError(dataDirectory, readHolder(dataDirectory));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

/** @throws DataFolderVersionError */
export function requireReadableVersion(dataDirectory: string): void {
  const versionFile = join(dataDirectory, DATA_FOLDER.postgres, "PG_VERSION");
  if (!existsSync(versionFile)) return;
  const found = readFileSync(versionFile, "utf8").trim();
  if (found !== POSTGRES_MAJOR) throw new DataFolderVersionError(dataDirectory, found);
}

function writeHolder(file: string, holder: Holder): void {
  writeFileSync(`${file}.new`, JSON.stringify(holder));
  renameSync(`${file}.new`, file);
}

/**
 * Who has the folder, by what it left there. That is for people to read only: a moment without it, or a damaged one,
 * changes nothing about the lock, and whoever was killed left it behind.
 */
export function readHolder(dataDirectory: string): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(join(dataDirectory, DATA_FOLDER.holder), "utf8")));
  } catch {
    return undefined;
  }
}
