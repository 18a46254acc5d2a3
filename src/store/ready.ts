import { RootcheckError } from "../domain/errors.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { type OpenDatabaseOptions, openDatabase } from "./open.ts";

/** The server does not let the app in; a person has to change the setting. */
export class DatabaseRefusedError extends RootcheckError {
  constructor(cause: Error) {
    super("database_refused", `DATABASE_URL is not accepted by the server: ${cause.message}.`, { cause });
  }
}

/** PostgreSQL's codes for a wrong password or user, and for a database that does not exist. */
const REFUSALS = new Set(["28P01", "28000", "3D000"]);

/**
 * Opens the database and brings its tables up to date. Rejects, holding nothing, when that fails: with a
 * RootcheckError where trying again would not help.
 */
export async function openReadyDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const database = await openDatabase(options);
  try {
    await migrate({ ...options, database });
    return database;
  } catch (error) {
    await database.close();
    throw asDatabaseRefusal(error) ?? error;
  }
}

/** The refusal that an error stands for, if trying again would not help. */
export function asDatabaseRefusal(error: unknown): DatabaseRefusedError | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return REFUSALS.has(String(error.code)) ? new DatabaseRefusedError(error) : undefined;
}
