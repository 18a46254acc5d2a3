import { z } from "zod";
import { type LogEntry, type LogHead, type SealedEntry, sealings } from "../domain/audit-log.ts";
import { RootcheckError } from "../domain/errors.ts";
import { type LogKey, sealEntries } from "../domain/log-chain.ts";
import type { Queryable, Transaction } from "./database.ts";

/** The row that says where the audit log ends is gone. */
export class LogHeadMissingError extends RootcheckError {
  constructor() {
    super(
      "log_head_missing",
      "The audit log's head was wanted in the table audit_log_head, but its row is gone, which rootcheck never does. Find out who removed it, check the log against a head taken earlier (npm run verify-log), and restore a backup.",
    );
  }
}

/**
 * Enters something in the audit log, in the transaction of what it tells of, so that both are kept or neither. The
 * log's end is locked until the transaction is over: do this last in it.
 */
export type AppendToLog = (tx: Transaction, entries: readonly LogEntry[]) => Promise<void>;

/** Makes the one way into the log, sealing with the configured key. */
export function createLogAppender({ key }: { readonly key: LogKey }): AppendToLog {
  return async (tx, entries) => {
    if (entries.length === 0) return;
    const sealed = sealEntries(await lockLogHead(tx), entries, key);
    await tx.query(
      `with entered as (
         insert into audit_log (position, at, actor, action, subject, place, details, sealing, previous, hash)
         select position, at, actor, action, subject, place, details, sealing, previous, hash
           from jsonb_to_recordset($1::jsonb)
             as given(position bigint, at timestamptz, actor text, action text, subject text, place text,
                      details text, sealing text, previous text, hash text)
         returning position, hash)
       update audit_log_head set (count, hash) = (select position, hash from entered order by position desc limit 1)`,
      [JSON.stringify(sealed)],
    );
  };
}

/** Waits until nobody else appends, and answers where the log ends. */
async function lockLogHead(tx: Transaction): Promise<LogHead> {
  const rows = await tx.query<LogHead>("select count, hash from audit_log_head for update");
  if (!rows[0]) throw new LogHeadMissingError();
  return rows[0];
}

/** Where the log ends. @throws {LogHeadMissingError} */
export async function findLogHead(db: Queryable): Promise<LogHead> {
  const rows = await db.query<LogHead>("select count, hash from audit_log_head");
  if (!rows[0]) throw new LogHeadMissingError();
  return rows[0];
}

const row = z
  .object({
    position: z.int(),
    at: z.date(),
    actor: z.string(),
    action: z.string(),
    subject: z.string().nullable(),
    place: z.string().nullable(),
    details: z.string(),
    sealing: z.enum(sealings),
    previous: z.string(),
    hash: z.string(),
  })
  .transform(
    ({ subject, place, ...found }): SealedEntry => ({
      ...found,
      ...(subject !== null && { subject }),
      ...(place !== null && { place }),
    }),
  );

/** Entries from the oldest on, a page at a time: those after a position. */
export async function listLogEntries(
  db: Queryable,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly SealedEntry[]> {
  const rows = await db.query("select * from audit_log where position > $1 order by position limit $2", [
    after,
    limit,
  ]);
  return row.array().parse(rows);
}

/** What a look into the log is about. */
export type LogFilter =
  | { readonly kind: "all" }
  /** What a person did. */
  | { readonly kind: "actor"; readonly actor: string }
  /** What was done to an account: it is the subject, or the details name it as their `account`. */
  | { readonly kind: "account"; readonly accountId: string };

const CONDITIONS = {
  all: "$1::text is null",
  actor: "actor = $1",
  // The details are searched as the text that they are: after tampering they may be no JSON any more.
  account: `(subject = $1 or strpos(details, '"account":"' || $1 || '"') > 0)`,
} satisfies Record<LogFilter["kind"], string>;

/** A part of what a look found: of the entries up to a position, since looking adds one. */
export interface LogPage {
  readonly upTo: number;
  readonly offset: number;
  readonly limit: number;
}

/** The newest entries first, a page at a time, with how many there are in all. */
export async function searchLog(
  db: Queryable,
  filter: LogFilter,
  { upTo, offset, limit }: LogPage,
): Promise<{ readonly entries: readonly SealedEntry[]; readonly total: number }> {
  const condition = `${CONDITIONS[filter.kind]} and position <= $2`;
  const wanted = wantedBy(filter);
  const [rows, counted] = await Promise.all([
    db.query(`select * from audit_log where ${condition} order by position desc offset $3 limit $4`, [
      wanted,
      upTo,
      offset,
      limit,
    ]),
    db.query<{ total: number }>(`select count(*)::int as total from audit_log where ${condition}`, [
      wanted,
      upTo,
    ]),
  ]);
  return { entries: row.array().parse(rows), total: counted[0]?.total ?? 0 };
}

function wantedBy(filter: LogFilter): string | null {
  if (filter.kind === "all") return null;
  return filter.kind === "actor" ? filter.actor : filter.accountId;
}

/** The newest entry of one kind. */
export async function findLatestEntry(db: Queryable, action: string): Promise<SealedEntry | undefined> {
  const rows = await db.query("select * from audit_log where action = $1 order by position desc limit 1", [
    action,
  ]);
  return row.array().parse(rows)[0];
}

/** The entry at a position. */
export async function findLogEntry(db: Queryable, position: number): Promise<SealedEntry | undefined> {
  const rows = await db.query("select * from audit_log where position = $1", [position]);
  return row.array().parse(rows)[0];
}
