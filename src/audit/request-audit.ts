import type { Clock } from "../clock.ts";
import { type Audit, auditName, type Scope } from "../domain/audit.ts";
import type { Log } from "../log.ts";
import { addListener } from "../store/audit-audience.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import { findGoing, findLatestFinished, insertOrJoinAudit } from "../store/audits.ts";
import type { Database, Queryable, Transaction } from "../store/database.ts";

export interface AuditRequest {
  readonly scope: Scope;
  /** The Slack user id of who asks. */
  readonly requestedBy: string;
  /** A channel, or the asker's own id for a direct message; absent for a look-up, whose asker waits for the answer. */
  readonly place?: string;
  /** The channel in which it was asked, where that is not where the result goes. */
  readonly askedIn?: string;
}

export interface StartedAudit {
  readonly kind: "started" | "joined";
  readonly id: number;
}

/** What came of asking for an audit. */
export type RequestedAudit =
  | StartedAudit
  /** The organization is audited at most once an hour. */
  | { readonly kind: "too-soon"; readonly latest: Audit; readonly againAt: Date };

export interface RequestAuditDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly clock: Clock;
  readonly log: Log;
  /** Wakes a worker for an audit. Losing the call loses nothing: a sweep finds what waits. */
  readonly ring: (auditId: number) => Promise<void>;
}

/** Counted from the end of an audit of the organization to the next. */
const ORGANIZATION_REST_MILLISECONDS = 60 * 60_000;

/** Starts an audit, or joins the one of the same scope that is already on its way; within the limits on how often. */
export async function requestAudit(
  dependencies: RequestAuditDependencies,
  request: AuditRequest,
): Promise<RequestedAudit> {
  const { db, clock } = dependencies;
  return (await findTooSoon(db, request.scope, clock.now())) ?? startAudit(dependencies, request);
}

/** Starts an audit, or joins the one of the same scope that is already on its way. */
export async function startAudit(
  dependencies: RequestAuditDependencies,
  request: AuditRequest,
): Promise<StartedAudit> {
  const at = dependencies.clock.now();
  const started = await dependencies.db.transaction((tx) => enterAudit(tx, dependencies, { ...request, at }));
  await ringFor(dependencies, started.id);
  return started;
}

/**
 * The same as part of a transaction, of which it has to be the last step, since the audit log's end stays locked from
 * here on; once that is committed, {@link ringFor} wakes a worker.
 */
export async function enterAudit(
  tx: Transaction,
  { appendToLog }: Pick<RequestAuditDependencies, "appendToLog">,
  { scope, requestedBy, place, askedIn = place, at }: AuditRequest & { readonly at: Date },
): Promise<StartedAudit> {
  const { id, joined } = await insertOrJoinAudit(tx, { scope, requestedBy, at });
  if (place) await addListener(tx, { auditId: id, userId: requestedBy, place });
  const details = { ...scopeDetails(scope), ...(joined && { joined: true }) };
  const requested = { action: "audit-requested", subject: auditName(id), details } as const;
  await appendToLog(tx, [{ at, actor: requestedBy, ...requested, ...(askedIn && { place: askedIn }) }]);
  return { kind: joined ? "joined" : "started", id };
}

/** Wakes a worker for an audit that has been entered; where that fails, a sweep finds it. */
export async function ringFor(
  { ring, log }: Pick<RequestAuditDependencies, "ring" | "log">,
  auditId: number,
): Promise<void> {
  try {
    await ring(auditId);
  } catch (error) {
    log.warn({ err: error, auditId }, "The queue could not be rung; the sweep will find the audit");
  }
}

function scopeDetails(scope: Scope) {
  if (scope.kind === "organization") return { scope: scope.kind };
  return scope.kind === "unit" ? { unit: scope.path } : { account: scope.accountId };
}

async function findTooSoon(db: Queryable, scope: Scope, now: Date): Promise<RequestedAudit | undefined> {
  if (scope.kind !== "organization" || (await findGoing(db, scope))) return undefined;
  const latest = await findLatestFinished(db, scope);
  if (!latest?.finishedAt) return undefined;
  const againAt = new Date(latest.finishedAt.getTime() + ORGANIZATION_REST_MILLISECONDS);
  return againAt > now ? { kind: "too-soon", latest, againAt } : undefined;
}
