import type { Clock } from "../clock.ts";
import { ROOTCHECK } from "../domain/audit-log.ts";
import { RootcheckError } from "../domain/errors.ts";
import { canonicalJson, isSealedWith, type LogKey } from "../domain/log-chain.ts";
import { type AppendToLog, findLatestEntry, findLogEntry, findLogHead } from "../store/audit-log.ts";
import type { Database, Queryable } from "../store/database.ts";
import { detailsOf } from "./details.ts";
import { type Settings, settingsOf } from "./settings.ts";

/** The log goes on with the key that it was begun with; entries under another could not be checked together. */
export class LogKeyError extends RootcheckError {
  constructor(found: string) {
    super(
      "log_key",
      `ROOTCHECK_LOG_KEY was wanted as the audit log is sealed with it, but ${found}. Put back the key that rootcheck ran with before.`,
    );
  }
}

export interface RecordStartDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly clock: Clock;
}

/**
 * Enters the settings that hold from now on, and those that were others at the start before.
 * @throws {LogKeyError} before anything is entered
 */
export async function recordStart(
  { db, appendToLog, clock }: RecordStartDependencies,
  given: Settings,
): Promise<void> {
  await requireKey(db, given.config.logKey);
  const settings = settingsOf(given);
  const last = await findLatestEntry(db, "configuration");
  const before = last && recordIn(detailsOf(last).settings);
  const details = { settings, ...(before && changesBetween(before, settings)) };
  await db.transaction((tx) =>
    appendToLog(tx, [{ at: clock.now(), actor: ROOTCHECK, action: "configuration", details }]),
  );
}

async function requireKey(db: Queryable, key: LogKey): Promise<void> {
  const last = await findLogEntry(db, (await findLogHead(db)).count);
  if (last?.sealing !== "hmac-sha256" || isSealedWith(last, key)) return;
  throw new LogKeyError(
    key === undefined
      ? "is not set"
      : `does not fit the last entry (${last.position}): the key is another, or the entry was changed`,
  );
}

function recordIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

/** The settings that differ, as they were and as they are; nothing where none does. */
function changesBetween(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => canonicalJson([before[name]]) !== canonicalJson([after[name]]));
  if (changed.length === 0) return {};
  const only = (settings: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(changed.map((name) => [name, settings[name]]));
  return { before: only(before), after: only(after) };
}
