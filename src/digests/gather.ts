import type { Clock } from "../clock.ts";
import { type Scope, scopeKey } from "../domain/audit.ts";
import type { Digest, DigestReport, Slot } from "../domain/digest.ts";
import { daysAfter } from "../domain/finding-policy.ts";
import type { Posture } from "../domain/posture.ts";
import { findLogHead } from "../store/audit-log.ts";
import type { Database, Queryable } from "../store/database.ts";
import { type Facts, findScopeCoverage, listOnlyIn } from "../store/digest-facts.ts";
import { remember } from "../store/digest-memory.ts";
import { type HeldSlot, lockSlot, saveReport } from "../store/digest-slot-work.ts";
import { countSkipped, findLastTold, type SlotWork } from "../store/digest-slots.ts";
import { findWorkLeft, type Subjects } from "../store/scoped-findings.ts";
import { compose, type Since } from "./compose.ts";

export interface GatherDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** Where a scope stood over time, up to an audit. */
  readonly trendOf: (scope: Scope, auditId: number) => Promise<readonly Posture[]>;
}

/** What a digest is gathered for. */
export interface Gathering {
  readonly digest: Digest;
  readonly slot: Slot;
  readonly facts: Facts | undefined;
  readonly staleBecause: string | undefined;
}

/** What comes back within a week is told. */
const EXPIRING_DAYS = 7;

/**
 * Looks up all that a digest says, and keeps it with its slot, together with how the findings stand that it speaks of.
 * Undefined if another process has taken the slot over.
 */
export async function gather(
  { db, clock, trendOf }: GatherDependencies,
  held: HeldSlot,
  { digest, slot, facts, staleBecause }: Gathering,
): Promise<DigestReport | undefined> {
  const at = clock.now();
  const trend = facts ? await trendOf(digest.scope, facts.auditId) : [];
  const told = await findLastTold(db, digest.id);
  const last = told && isComparable(told, digest) ? told : undefined;
  const subjects = facts ? facts.subjects : subjectsOf(digest.scope);
  const [coverage, accounts, skipped, logHead] = await Promise.all([
    facts && findScopeCoverage(db, facts),
    findAccountChanges(db, digest.scope, { now: facts?.auditId, before: last?.report?.audit?.id }),
    countSkipped(db, digest.id, { after: told?.slot.at, before: slot.at }),
    findLogHead(db),
  ]);
  return db.transaction(async (tx) => {
    // One picture of the findings for all that is said of them.
    await tx.exec("set transaction isolation level repeatable read");
    if (!(await lockSlot(tx, held))) return undefined;
    const shifts = await remember(tx, { slot, since: last?.slot.at, subjects, now: at });
    const work = await findWorkLeft(tx, subjects, { now: at, expiringBefore: daysAfter(at, EXPIRING_DAYS) });
    const since = sinceOf(last, { shifts, ...accounts });
    const report = compose({
      ...{ digest, slot, at, skipped, work, trend, logHead },
      ...(facts && coverage && { audit: { id: facts.auditId, finishedAt: facts.finishedAt, coverage } }),
      ...(staleBecause !== undefined && { staleBecause }),
      ...(since && { since }),
    });
    await saveReport(tx, held, report);
    return report;
  });
}

/** What was told without an audit, or of a scope that has been changed since, says nothing of what is new. */
function isComparable({ report }: SlotWork, { scope }: Digest): boolean {
  return report?.audit !== undefined && scopeKey(report.scope) === scopeKey(scope);
}

/** Where no audit says which accounts a scope has. */
function subjectsOf(scope: Scope): Subjects {
  if (scope.kind === "organization") return undefined;
  return scope.kind === "account" ? [scope.accountId] : [];
}

async function findAccountChanges(
  db: Queryable,
  scope: Scope,
  { now, before }: { readonly now: number | undefined; readonly before: number | undefined },
): Promise<Pick<Since, "joined" | "left">> {
  if (now === undefined || before === undefined)
    return { joined: { total: 0, accounts: [] }, left: { total: 0, accounts: [] } };
  const [joined, left] = await Promise.all([
    listOnlyIn(db, scope, { audit: now, not: before }),
    listOnlyIn(db, scope, { audit: before, not: now }),
  ]);
  return { joined, left };
}

function sinceOf(
  last: SlotWork | undefined,
  came: Pick<Since, "shifts" | "joined" | "left">,
): Since | undefined {
  if (!last?.report) return undefined;
  const { composedAt, audit } = last.report;
  return { at: composedAt, ...came, ...(audit && { coverage: audit.coverage }) };
}
