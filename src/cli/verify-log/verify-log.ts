import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Verifying, verifyExport, verifyStoredLog } from "../../audit-log/verify-log.ts";
import { systemClock } from "../../clock.ts";
import { readStoreConfig, type StoreConfig } from "../../config.ts";
import { type LogHead, parseLogHead } from "../../domain/audit-log.ts";
import type { ChainReport } from "../../domain/chain-check.ts";
import { RootcheckError } from "../../domain/errors.ts";
import { createLog } from "../../log.ts";
import { DATA_FOLDER, DataFolderInUseError } from "../../store/data-folder.ts";
import { openDatabase } from "../../store/open.ts";
import { type Verdict, verdictOn } from "./verdict.ts";

const USAGE = "npm run verify-log -- [--head <count>:<hash>] [--export <file.jsonl>]";

/** The program was called in a way that it does not know. */
export class UsageError extends RootcheckError {
  constructor(found: string, options?: ErrorOptions) {
    super("usage", `Wanted: ${USAGE}. Found: ${found}.`, options);
  }
}

/** There is no stored log to check. */
export class NoStoredLogError extends RootcheckError {
  constructor(directory: string) {
    super(
      "no_stored_log",
      `The audit log was wanted from the database in ${directory}, but there is none. Set ROOTCHECK_DATA_DIR or DATABASE_URL as rootcheck has it, or check an exported file: ${USAGE}.`,
    );
  }
}

/** The embedded database belongs to the running app alone. */
export class LogInUseError extends RootcheckError {
  constructor(options: { cause: DataFolderInUseError }) {
    super(
      "log_in_use",
      `${options.cause.message} Or, while it runs, press "Export all" under /rootcheck log and check that file: ${USAGE}.`,
      options,
    );
  }
}

/** Checks the log that the settings lead to, or an exported file. @throws where it cannot be checked */
export async function verifyLog(parameters: readonly string[], env: NodeJS.ProcessEnv): Promise<Verdict> {
  const { head, file } = readParameters(parameters);
  const config = readStoreConfig(env);
  const verifying: Verifying = { key: config.logKey, head };
  const report = file ? await verifyExport(file, verifying) : await verifyStore(config, verifying);
  return verdictOn(report, head);
}

async function verifyStore({ database }: StoreConfig, verifying: Verifying): Promise<ChainReport> {
  const db = await openStore(database);
  try {
    return await verifyStoredLog(db, verifying);
  } finally {
    await db.close();
  }
}

async function openStore(database: StoreConfig["database"]) {
  const common = { log: createLog("fatal"), clock: systemClock };
  if (database.kind === "postgres")
    return openDatabase({ ...common, databaseUrl: database.url, dataDirectory: "" });
  if (!existsSync(join(database.directory, DATA_FOLDER.postgres)))
    throw new NoStoredLogError(database.directory);
  try {
    return await openDatabase({ ...common, dataDirectory: database.directory });
  } catch (error) {
    if (error instanceof DataFolderInUseError) throw new LogInUseError({ cause: error });
    throw error;
  }
}

function readParameters(parameters: readonly string[]): { head: LogHead | undefined; file?: string } {
  const values = parsed(parameters);
  const head = values.head === undefined ? undefined : parseLogHead(values.head);
  if (values.head !== undefined && !head) throw new UsageError(`--head ${values.head}`);
  return { head, ...(values.export && { file: values.export }) };
}

function parsed(parameters: readonly string[]) {
  try {
    const options = { head: { type: "string" }, export: { type: "string" } } as const;
    return parseArgs({ args: [...parameters], options }).values;
  } catch (cause) {
    throw new UsageError(parameters.join(" "), { cause });
  }
}
