import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { stringify } from "csv-stringify/sync";
import type { Clock } from "../clock.ts";
import { idleSince, type KeyScope, type ListedKey } from "../domain/access-key.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { findKeyCoverage, listKeys } from "../store/listed-keys.ts";
import type { KeyFile, KeyMessenger } from "./key-messenger.ts";

export interface ExportKeysDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly messenger: Pick<KeyMessenger, "sendKeys">;
  readonly clock: Clock;
}

export interface KeyExport {
  readonly by: string;
  readonly place: string;
  readonly scope: KeyScope;
}

const NAME = "rootcheck-access-keys.csv";
const PAGE = 2_000;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Sends a scope's access keys to the asker as CSV, with their ids in full, and answers how many they are. It is entered
 * in the audit log before.
 */
export async function exportKeys(
  { db, appendToLog, messenger, clock }: ExportKeysDependencies,
  { by, place, scope }: KeyExport,
): Promise<number> {
  await db.transaction((tx) =>
    appendToLog(tx, [
      {
        ...{ at: clock.now(), actor: by, action: "export", subject: scope.accountId ?? "access keys", place },
        details: { file: NAME, ...(scope.olderThanDays && { olderThanDays: scope.olderThanDays }) },
      },
    ]),
  );
  const folder = await mkdtemp(join(tmpdir(), "rootcheck-access-keys-"));
  try {
    const file = await writeKeys(db, { path: join(folder, NAME), scope, now: clock.now() });
    await messenger.sendKeys(by, file);
    return file.keys;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeKeys(
  db: Database,
  { path, scope, now }: { readonly path: string; readonly scope: KeyScope; readonly now: Date },
): Promise<KeyFile> {
  await using file = await open(path, "w", 0o600);
  await file.appendFile(csvOf([], now));
  let keys = 0;
  let page = await listKeys(db, scope, { now, limit: PAGE });
  for (;;) {
    keys += page.keys.length;
    if (page.keys.length > 0) await file.appendFile(csvOf(page.keys, now));
    if (!page.next) break;
    await setImmediate();
    page = await listKeys(db, scope, { now, limit: PAGE, after: page.next });
  }
  const { read, accounts } = await findKeyCoverage(db, scope);
  return { name: NAME, path, bytes: (await stat(path)).size, keys, read, accounts };
}

/** Spreadsheets run a cell that begins with `=`; a name must not. */
function csvOf(keys: readonly ListedKey[], now: Date): string {
  return stringify(
    keys.map((key) => cellsOf(key, now)),
    {
      columns: [
        ...["account_id", "account_name", "owner", "access_key_id", "status", "created_at", "age_days"],
        ...["last_used_at", "last_used_service", "last_used_region", "idle_days", "as_of"],
      ],
      header: keys.length === 0,
      escape_formulas: true,
      record_delimiter: "windows",
    },
  );
}

function cellsOf(key: ListedKey, now: Date) {
  const { account, user, id, status, createdAt, lastUsed, asOf } = key;
  const use = typeof lastUsed === "object" ? lastUsed : undefined;
  return {
    account_id: account.id,
    account_name: account.name,
    owner: user ?? "root",
    access_key_id: id ?? "",
    status,
    created_at: createdAt?.toISOString() ?? "",
    age_days: daysSince(createdAt, now),
    last_used_at: use?.at.toISOString() ?? (lastUsed === "unread" ? "not read" : "never"),
    last_used_service: use?.service ?? "",
    last_used_region: use?.region ?? "",
    idle_days: daysSince(idleSince(key), now),
    as_of: asOf.toISOString(),
  };
}

function daysSince(date: Date | undefined, now: Date): number | string {
  return date ? Math.max(0, Math.floor((now.getTime() - date.getTime()) / DAY_MILLISECONDS)) : "";
}
