import type { Clock } from "../clock.ts";
import { auditName } from "../domain/audit.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import { requestCancel } from "../store/audits.ts";
import type { Database } from "../store/database.ts";

export interface CancelAuditDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly clock: Clock;
}

export interface CancelRequest {
  readonly auditId: number;
  /** The Slack user id of who asks. */
  readonly by: string;
  /** The channel in which it was asked. */
  readonly place: string;
}

/** Asks for an audit to be cancelled; false if it is over. */
export async function cancelAudit(
  { db, appendToLog, clock }: CancelAuditDependencies,
  { auditId, by, place }: CancelRequest,
): Promise<boolean> {
  const at = clock.now();
  return db.transaction(async (tx) => {
    const isGoing = await requestCancel(tx, auditId, by, at);
    if (isGoing)
      await appendToLog(tx, [
        { at, actor: by, action: "audit-cancelled", subject: auditName(auditId), place, details: {} },
      ]);
    return isGoing;
  });
}
