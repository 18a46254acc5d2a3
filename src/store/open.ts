import { mkdir } from "node:fs/promises";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { claimDataFolder, DataFolderUnusableError } from "./data-folder.ts";
import type { Database } from "./database.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";

/** What the store's engine is chosen and made from. */
export interface OpenDatabaseOptions {
  /** A PostgreSQL server; without one the database is embedded, in `dataDirectory`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDirectory: string;
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * Opens the database that the configuration names; migrate.ts brings its tables up to date.
 * @throws DataFolderInUseError, DataFolderVersionError, DataFolderUnusableError, DatabaseThreadError
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { databaseUrl, dataDirectory, log, clock } = options;
  if (databaseUrl) return openPostgres({ databaseUrl, log, clock });
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new DataFolderUnusableError(dataDirectory, { cause });
  }
  const folder = claimDataFolder({ dataDirectory, clock });
  try {
    return await openPglite({ folder, log, clock });
  } catch (error) {
    folder.release();
    throw error;
  }
}
