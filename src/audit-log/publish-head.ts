import { headText } from "../domain/audit-log.ts";
import { keptLog, type Log } from "../log.ts";
import { findLogHead } from "../store/audit-log.ts";
import type { Queryable } from "../store/database.ts";

export interface PublishHeadDependencies {
  readonly db: Queryable;
  readonly log: Log;
}

/** Writes where the audit log ends to the log output, which others keep: a log rewritten later does not fit it. */
export async function publishHead({ db, log }: PublishHeadDependencies): Promise<void> {
  const head = await findLogHead(db);
  keptLog(log).info({ head: headText(head), ...head }, "Where the audit log ends");
}
