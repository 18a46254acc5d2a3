import type { Clock } from "../clock.ts";
import type { FindingRecord } from "../domain/finding.ts";
import type { FindingEvent, Happening } from "../domain/finding-events.ts";
import { afterEvent, isPutAside } from "../domain/finding-life.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import { findClockStart } from "../store/baseline.ts";
import type { Database, Transaction } from "../store/database.ts";
import { saveLife } from "../store/finding-changes.ts";
import { lockExpiring } from "../store/findings.ts";

export interface ExpireFindingsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly policy: FindingPolicy;
}

/** Few enough at a time that nobody who waits for an acknowledgement notices. */
const PAGE = 50;

/**
 * Reopens what was snoozed or accepted until now, and drops requests that nobody answered. Safe to repeat, and for
 * several processes at once. Answers how many findings it was.
 */
export async function expireFindings({ db, clock, policy }: ExpireFindingsDependencies): Promise<number> {
  for (let total = 0; ; ) {
    const expired = await db.transaction((tx) => expirePage(tx, { at: clock.now(), policy }));
    total += expired;
    if (expired < PAGE) return total;
  }
}

interface Expiring {
  readonly at: Date;
  readonly policy: FindingPolicy;
}

async function expirePage(tx: Transaction, { at, policy }: Expiring): Promise<number> {
  const isClockRunning = (await findClockStart(tx)) !== undefined;
  const expiring = await lockExpiring(tx, at, PAGE);
  for (const finding of expiring) {
    const event: FindingEvent = { at, what: expiryOf(finding, { at, isClockRunning }) };
    await saveLife(tx, finding, { life: afterEvent(finding, event, policy), event });
  }
  return expiring.length;
}

/** What has ended: being put aside, which takes a request with it, or only a request. */
function expiryOf(
  { state, until, severity }: FindingRecord,
  { at, isClockRunning }: { readonly at: Date; readonly isClockRunning: boolean },
): Happening {
  const isOver = isPutAside(state) && until !== undefined && until <= at;
  return isOver ? { kind: "expired", severity, isClockRunning } : { kind: "lapsed" };
}
