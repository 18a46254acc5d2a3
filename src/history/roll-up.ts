import type { Clock } from "../clock.ts";
import type { Database } from "../store/database.ts";
import { forgetOldReports } from "../store/digest-slots.ts";
import { forgetDepartedKeys } from "../store/key-readings.ts";
import {
  listAuditsToRollUp,
  listReadAccountIds,
  listUnnotedAudits,
  rollUpAudit,
  rollUpReadings,
} from "../store/roll-up.ts";

export interface RollUpDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** For how many days the results of single audits are kept. */
  readonly resultsDays: number;
  /** Notes where an audit's scope stood by it. */
  readonly noteAudit: (auditId: number) => Promise<void>;
}

/** What one night rolled up. */
export interface RolledUp {
  readonly audits: number;
  readonly readings: number;
}

/** Few enough accounts at a time that nobody who asks the database meanwhile notices. */
const PAGE = 25;

const DAY_MILLISECONDS = 86_400_000;

/** Since when the results of single audits are kept: whole days in UTC. */
export function detailedSince({
  clock,
  resultsDays,
}: Pick<RollUpDependencies, "clock" | "resultsDays">): Date {
  const today = Math.floor(clock.now().getTime() / DAY_MILLISECONDS);
  return new Date((today - resultsDays) * DAY_MILLISECONDS);
}

/**
 * Gives up the results of single audits that are older than they are kept, for one posture a day; the access keys of
 * accounts that have been gone for as long; and what digests said. Broken off at any point, the next time goes on where it was.
 */
export async function rollUp(dependencies: RollUpDependencies): Promise<RolledUp> {
  const { db, clock, noteAudit } = dependencies;
  const before = detailedSince(dependencies);
  for (const auditId of await listUnnotedAudits(db)) await noteAudit(auditId);
  const audits = await listAuditsToRollUp(db, before);
  for (const audit of audits) await rollUpAudit(db, audit, clock.now());
  let readings = 0;
  for (let after = ""; ; ) {
    const ids = await listReadAccountIds(db, { after, limit: PAGE });
    const last = ids.at(-1);
    if (last === undefined) break;
    readings += await rollUpReadings(db, ids, before);
    after = last;
  }
  await forgetDepartedKeys(db, before);
  await forgetOldReports(db, before);
  return { audits: audits.length, readings };
}
