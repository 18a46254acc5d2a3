import { auditName } from "../domain/audit.ts";
import { closeAudit } from "../store/audits.ts";
import { AuditCancelled, holdLease, LeaseLostError } from "./lease.ts";
import { type ReadScopeDependencies, readScope } from "./read-scope.ts";

export interface RunAuditDependencies extends ReadScopeDependencies {
  /** Names this process among those that share the database. */
  readonly owner: string;
}

/** After so many workers have failed on an audit it ends with what was read. */
const ATTEMPTS = 5;

/**
 * Works on an audit until it is over, somebody cancels it, or the signal aborts (another process then goes on).
 * Does nothing if another process has it. What was read before is not read again.
 */
export async function runAudit(
  dependencies: RunAuditDependencies,
  auditId: number,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock, owner } = dependencies;
  const log = dependencies.log.child({ audit: auditName(auditId) });
  const lease = { auditId, owner };
  const held = await holdLease({ db, clock, log }, lease, signal);
  if (!held) return;

  async function work(): Promise<"finished" | "interrupted" | "cancelled"> {
    if (held && held.attempts > ATTEMPTS) return "interrupted";
    try {
      await readScope({ ...dependencies, log }, lease, held?.signal ?? signal);
      return "finished";
    } catch (error) {
      if (error instanceof AuditCancelled) return "cancelled";
      throw error;
    }
  }

  try {
    const state = await work();
    if (await closeAudit(db, lease, { state, at: clock.now() })) log.info({ state }, "Audit closed");
  } catch (error) {
    if (!(error instanceof LeaseLostError) && !signal.aborted) throw error;
    log.info({ err: error }, "Audit left to another process");
  } finally {
    await held.release();
  }
}
