import { AccountSourceError } from "../accounts/account-source.ts";
import { auditName, type Scope } from "../domain/audit.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { UnreadableCode } from "../domain/read.ts";
import { closeAudit } from "../store/audits.ts";
import { AuditCancelled, type HeldLease, holdLease, LeaseLostError } from "./lease.ts";
import { type ReadScopeDependencies, readScope } from "./read-scope.ts";

/** What an audit came to. */
export interface AuditEnd {
  readonly state: "finished" | "cancelled" | "interrupted";
  readonly scopeKind: Scope["kind"];
  /** Since somebody first took it up. */
  readonly seconds: number;
}

export interface RunAuditDependencies extends ReadScopeDependencies {
  /** Called by the one who closes an audit. */
  readonly onClosed?: (end: AuditEnd) => void;
}

/** After so many workers have died over an audit, it ends with what was read. */
const ATTEMPTS = 10;

/** For so long an audit is tried again after trouble that may pass. */
const PATIENCE_MILLISECONDS = 30 * 60_000;

/** Why an audit cannot go on, where trying again will not help. */
const FINAL: ReadonlySet<UnreadableCode> = new Set(["access-denied", "feature-off", "not-in-partition"]);

interface End extends Pick<AuditEnd, "state"> {
  readonly trouble?: string;
}

/**
 * Works on an audit until it is over, somebody cancels it, or the signal aborts (another process then goes on).
 * Does nothing if another process has it. What was read before is not read again.
 */
export async function runAudit(
  dependencies: RunAuditDependencies,
  auditId: number,
  signal: AbortSignal,
): Promise<void> {
  const { db, clock, onClosed } = dependencies;
  const log = dependencies.log.child({ audit: auditName(auditId) });
  const held = await holdLease({ db, clock, log }, auditId, signal);
  if (!held) return;
  log.info({ attempt: held.attempts }, "Audit taken up");
  try {
    const end = await readToTheEnd({ ...dependencies, log }, held);
    const at = clock.now();
    if (!(await closeAudit(db, held.lease, { ...end, at }))) return;
    log.info({ ...end }, "Audit closed");
    const seconds = (at.getTime() - held.startedAt.getTime()) / 1000;
    onClosed?.({ state: end.state, scopeKind: held.scopeKind, seconds });
  } catch (error) {
    if (!(error instanceof LeaseLostError) && !signal.aborted) throw error;
    log.info({ err: error }, "Audit left to another process");
  } finally {
    await held.release();
  }
}

async function readToTheEnd(dependencies: ReadScopeDependencies, held: HeldLease): Promise<End> {
  if (held.attempts > ATTEMPTS)
    return { state: "interrupted", trouble: `${ATTEMPTS} processes ended in the middle of it.` };
  try {
    await readScope(dependencies, held.lease, held.signal);
    return { state: "finished" };
  } catch (error) {
    if (error instanceof AuditCancelled) return { state: "cancelled" };
    if (error instanceof AccountSourceError && FINAL.has(error.why.code))
      return { state: "interrupted", trouble: error.message };
    const since = dependencies.clock.now().getTime() - held.startedAt.getTime();
    if (error instanceof LeaseLostError || held.signal.aborted || since < PATIENCE_MILLISECONDS) throw error;
    dependencies.log.error({ err: error }, "An audit was given up");
    const why = error instanceof RootcheckError ? error.message : "The log says why.";
    return { state: "interrupted", trouble: `It kept failing for half an hour. ${why}` };
  }
}
