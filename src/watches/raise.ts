import type { Clock } from "../clock.ts";
import { auditName, type Scope, scopeKey } from "../domain/audit.ts";
import {
  type CriticalOpening,
  type EndedAudit,
  listCriticalOpenings,
  listEndedAudits,
  listLostAccounts,
  openingKey,
} from "../store/alert-causes.ts";
import { lockAlerts, type NewAlert, saveAlerts, WEBHOOK } from "../store/alerts.ts";
import type { Database, Transaction } from "../store/database.ts";
import { listWatches, type StoredWatch, setJudged } from "../store/watches.ts";

export interface RaiseDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** Whether alerts go to a webhook as well. */
  readonly hasWebhook: boolean;
}

/** Of the accounts that cannot be read any more an alert names so many; the others are counted. */
const MOST_NAMES = 10;

/**
 * Stores an alert of everything that is wrong now, that a watch is there for and that has not been alerted of. Answers how
 * many there are. Safe to repeat, and for several processes.
 */
export async function raiseAlerts(dependencies: RaiseDependencies): Promise<number> {
  const { db, clock } = dependencies;
  if ((await listWatches(db)).length === 0) return 0;
  return db.transaction(async (tx) => {
    await lockAlerts(tx);
    return raiseIn(tx, dependencies, clock.now());
  });
}

/** The same as part of a transaction, which has to hold the lock of the alerts. */
export async function raiseIn(
  tx: Transaction,
  { hasWebhook }: Pick<RaiseDependencies, "hasWebhook">,
  at: Date,
): Promise<number> {
  const watches = await listWatches(tx);
  if (watches.length === 0) return 0;
  const found = [...(await openingAlerts(tx, watches)), ...(await auditAlerts(tx, watches))];
  const wanted = found.filter(({ destinations }) => destinations.length > 0);
  const everywhere = hasWebhook ? [WEBHOOK] : [];
  return saveAlerts(
    tx,
    wanted.map((alert) => ({ ...alert, destinations: [...alert.destinations, ...everywhere] })),
    at,
  );
}

/** Keeps what is wrong now from being alerted of: whoever turns a watch on can see that. */
export async function noteKnown(tx: Transaction, at: Date): Promise<void> {
  const openings = await listCriticalOpenings(tx);
  await saveAlerts(
    tx,
    openings.map((opening) => openingAlert(opening, [])),
    at,
  );
}

async function openingAlerts(tx: Transaction, watches: readonly StoredWatch[]): Promise<readonly NewAlert[]> {
  const openings = await listCriticalOpenings(tx);
  return openings.map((opening) => openingAlert(opening, channelsOf(watches, opening)));
}

function openingAlert(opening: CriticalOpening, destinations: readonly string[]): NewAlert {
  const { findingId, version } = opening;
  return { key: openingKey(opening), cause: { kind: "finding", findingId, version }, destinations };
}

function channelsOf(watches: readonly StoredWatch[], opening: CriticalOpening): readonly string[] {
  return watches.filter(({ scope }) => covers(scope, opening)).map(({ channel }) => channel);
}

function covers(scope: Scope, { subject, unitIds }: CriticalOpening): boolean {
  if (scope.kind === "organization") return true;
  return scope.kind === "unit" ? unitIds.includes(scope.unitId) : subject === scope.accountId;
}

/** What the audits of the watched scopes came to since they were looked through the last time. */
async function auditAlerts(tx: Transaction, watches: readonly StoredWatch[]): Promise<readonly NewAlert[]> {
  const byScope = Map.groupBy(watches, ({ scope }) => scopeKey(scope));
  const alerts: NewAlert[] = [];
  for (const group of byScope.values()) {
    const [{ scope } = { scope: undefined }] = group;
    if (!scope) continue;
    const since = Math.min(...group.map(({ judgedAudit }) => judgedAudit));
    const audits = await listEndedAudits(tx, scope, since);
    for (const audit of audits) {
      const destinations = group
        .filter(({ judgedAudit }) => judgedAudit < audit.id)
        .map(({ channel }) => channel);
      const alert = await auditAlert(tx, scope, audit);
      if (alert) alerts.push({ ...alert, destinations });
    }
    const newest = audits.at(-1);
    if (newest) await setJudged(tx, scope, newest.id);
  }
  return alerts;
}

async function auditAlert(
  tx: Transaction,
  scope: Scope,
  { id: auditId, state, trouble }: EndedAudit,
): Promise<Omit<NewAlert, "destinations"> | undefined> {
  if (state === "cancelled") return undefined; // somebody wanted that
  if (state === "interrupted") {
    const cause = { kind: "audit", auditId, trouble: trouble ?? "" } as const;
    return { key: `audit ${auditName(auditId)}`, cause };
  }
  const lost = await listLostAccounts(tx, scope, auditId);
  if (lost.length === 0) return undefined;
  const accounts = lost.slice(0, MOST_NAMES);
  const cause = { kind: "coverage", auditId, scope, lost: lost.length, accounts } as const;
  return { key: `coverage ${auditName(auditId)}`, cause };
}
