import type { Clock } from "../clock.ts";
import type { SealedEntry } from "../domain/audit-log.ts";
import {
  type AppendToLog,
  findLogHead,
  type LogFilter,
  type LogPage,
  searchLog,
} from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { detailsOf } from "./details.ts";

export type { LogFilter, LogPage } from "../store/audit-log.ts";

export interface ReadLogDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly clock: Clock;
}

/** An entry for people. */
export interface ShownEntry extends Pick<SealedEntry, "position" | "at" | "actor" | "action" | "subject"> {
  readonly details: Readonly<Record<string, unknown>>;
}

/** A part of the log, newest first. */
export interface LogExcerpt {
  readonly filter: LogFilter;
  readonly page: LogPage;
  readonly entries: readonly ShownEntry[];
  /** How many entries there are of what was asked for. */
  readonly total: number;
}

export interface LogLook {
  readonly by: string;
  readonly place: string;
  readonly filter: LogFilter;
  /** Entries on a page. */
  readonly limit: number;
}

/** The newest page of the log. That somebody looked is entered in it, and shows the next time. */
export async function lookIntoLog(
  { db, appendToLog, clock }: ReadLogDependencies,
  { by, place, filter, limit }: LogLook,
): Promise<LogExcerpt> {
  const { count: upTo } = await findLogHead(db);
  await db.transaction((tx) =>
    appendToLog(tx, [
      { at: clock.now(), actor: by, action: "log-read", place, details: detailsOfLook(filter) },
    ]),
  );
  return turnLog({ db }, filter, { upTo, offset: 0, limit });
}

/** Another page of the same look. */
export async function turnLog(
  { db }: Pick<ReadLogDependencies, "db">,
  filter: LogFilter,
  page: LogPage,
): Promise<LogExcerpt> {
  const { entries, total } = await searchLog(db, filter, page);
  return { filter, page, total, entries: entries.map((entry) => ({ ...entry, details: detailsOf(entry) })) };
}

function detailsOfLook(filter: LogFilter): Readonly<Record<string, string>> {
  if (filter.kind === "all") return {};
  return filter.kind === "actor" ? { person: filter.actor } : { account: filter.accountId };
}
