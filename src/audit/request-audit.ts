import type { Clock } from "../clock.ts";
import type { Scope } from "../domain/audit.ts";
import type { Log } from "../log.ts";
import { addListener } from "../store/audit-audience.ts";
import { insertOrJoinAudit } from "../store/audits.ts";
import type { Database } from "../store/database.ts";

export interface AuditRequest {
  readonly scope: Scope;
  /** The Slack user id of who asks. */
  readonly requestedBy: string;
  /** A channel, or the asker's own id for a direct message; absent for a look-up, whose asker waits for the answer. */
  readonly place?: string;
}

export interface RequestAuditDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Wakes a worker for an audit. Losing the call loses nothing: a sweep finds what waits. */
  readonly ring: (auditId: number) => Promise<void>;
}

/** Starts an audit, or joins the one of the same scope that is already on its way. */
export async function requestAudit(
  { db, clock, log, ring }: RequestAuditDependencies,
  request: AuditRequest,
) {
  const { scope, requestedBy, place } = request;
  const audit = await db.transaction(async (tx) => {
    const found = await insertOrJoinAudit(tx, { scope, requestedBy, at: clock.now() });
    if (place) await addListener(tx, { auditId: found.id, userId: requestedBy, place });
    return found;
  });
  try {
    await ring(audit.id);
  } catch (error) {
    log.warn({ err: error, auditId: audit.id }, "The queue could not be rung; the sweep will find the audit");
  }
  return audit;
}
