import { auditName } from "../domain/audit.ts";
import { closeAudit } from "../store/audits.ts";
import { AuditCancelled, type HeldLease, holdLease, LeaseLostError } from "./lease.ts";
import { type ReadScopeDependencies, readScope } from "./read-scope.ts";

/** After so many workers have taken an audit up and not ended it, it ends with what was read. */
const ATTEMPTS = 10;

/**
 * Works on an audit until it is over, somebody cancels it, or the signal aborts (another process then goes on).
 * Does nothing if another process has it. What was read before is not read again.
 */
export async function runAudit(
  dependencies: ReadScopeDependencies,
  auditId: number,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock } = dependencies;
  const log = dependencies.log.child({ audit: auditName(auditId) });
  const held = await holdLease({ db, clock, log }, auditId, signal);
  if (!held) return;
  try {
    const state =
      held.attempts > ATTEMPTS ? "interrupted" : await readToTheEnd({ ...dependencies, log }, held);
    if (await closeAudit(db, held.lease, { state, at: clock.now() })) log.info({ state }, "Audit closed");
  } catch (error) {
    if (!(error instanceof LeaseLostError) && !signal.aborted) throw error;
    log.info({ err: error }, "Audit left to another process");
  } finally {
    await held.release();
  }
}

async function readToTheEnd(
  dependencies: ReadScopeDependencies,
  { lease, signal }: HeldLease,
): Promise<"finished" | "cancelled"> {
  try {
    await readScope(dependencies, lease, signal);
    return "finished";
  } catch (error) {
    if (error instanceof AuditCancelled) return "cancelled";
    throw error;
  }
}
