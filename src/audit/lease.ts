import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { auditName, type Scope } from "../domain/audit.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";
import { claimAudit, type Lease, releaseLease, renewLease } from "../store/audit-leases.ts";
import type { Database } from "../store/database.ts";

/** Another process has taken the audit over: this one fell silent for too long. What it still writes is refused. */
export class LeaseLostError extends RootcheckError {
  constructor(auditId: number) {
    super(
      "lease_lost",
      `Audit ${auditName(auditId)} was taken over by another process; this one leaves it alone.`,
    );
  }
}

/** Somebody asked for the audit to end. */
export class AuditCancelled extends RootcheckError {
  constructor(auditId: number) {
    super("audit_cancelled", `Audit ${auditName(auditId)} was cancelled.`);
  }
}

/** A claim on an audit, kept alive until it is released. */
export interface HeldLease {
  /** What writes for the audit must carry. */
  readonly lease: Lease;
  /** How many workers have claimed the audit and not given it back, this one included. */
  readonly attempts: number;
  /** When the first of them began. */
  readonly startedAt: Date;
  readonly scopeKind: Scope["kind"];
  /** Aborts when the audit is cancelled, the claim is lost, or the caller's own signal aborts. */
  readonly signal: AbortSignal;
  release(): Promise<void>;
}

const LEASE_MILLISECONDS = 10_000;
const RENEW_MILLISECONDS = 2_000;

export interface LeaseDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
}

/** Claims an audit, each time under a name of its own, and keeps the claim; undefined if another process has it or it is over. */
export async function holdLease(
  { db, clock, log }: LeaseDependencies,
  auditId: number,
  signal: AbortSignal,
): Promise<HeldLease | undefined> {
  const lease: Lease = { auditId, owner: randomUUID() };
  const until = () => new Date(clock.now().getTime() + LEASE_MILLISECONDS);
  const claim = await claimAudit(db, lease, { now: clock.now(), until: until() });
  if (!claim) return undefined;
  const ended = new AbortController();

  async function renew(): Promise<void> {
    const { held, cancelled } = await renewLease(db, lease, until());
    if (!held) ended.abort(new LeaseLostError(lease.auditId));
    else if (cancelled) ended.abort(new AuditCancelled(lease.auditId));
  }

  const timer = clock.setInterval(() => {
    renew().catch((error) => log.warn({ err: error }, "The claim on an audit could not be renewed"));
  }, RENEW_MILLISECONDS);

  return {
    lease,
    ...claim,
    signal: AbortSignal.any([signal, ended.signal]),
    release: async () => {
      clock.clearInterval(timer);
      await releaseLease(db, lease);
    },
  };
}
