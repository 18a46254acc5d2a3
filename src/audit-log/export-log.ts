import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import type { LogHead } from "../domain/audit-log.ts";
import { type AppendToLog, findLogHead } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { lineOf } from "./entry-lines.ts";
import type { LogMessenger } from "./log-messenger.ts";
import { storedEntries } from "./stored-entries.ts";

export interface ExportLogDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly messenger: LogMessenger;
  readonly clock: Clock;
}

const NAME = "rootcheck-audit-log.jsonl";

/**
 * Sends the whole log to the asker as JSON Lines, one entry a line. The export is entered before, so it is in the
 * file too, and in the log even if the file never arrives. Answers where the exported log ends.
 */
export async function exportLog(
  { db, appendToLog, messenger, clock }: ExportLogDependencies,
  { by, place }: { readonly by: string; readonly place: string },
): Promise<LogHead> {
  const head = await db.transaction(async (tx) => {
    await appendToLog(tx, [
      { at: clock.now(), actor: by, action: "export", subject: "audit log", place, details: { file: NAME } },
    ]);
    return findLogHead(tx);
  });
  const folder = await mkdtemp(join(tmpdir(), "rootcheck-audit-log-"));
  try {
    const path = join(folder, NAME);
    await writeLog(db, { path, upTo: head.count });
    await messenger.sendLog(by, { name: NAME, path, bytes: (await stat(path)).size, head });
    return head;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeLog(
  db: Database,
  { path, upTo }: { readonly path: string; readonly upTo: number },
): Promise<void> {
  await using file = await open(path, "w", 0o600);
  for await (const entry of storedEntries(db, upTo)) await file.appendFile(lineOf(entry));
}
