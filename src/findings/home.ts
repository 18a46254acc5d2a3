import type { Access } from "../access/access.ts";
import type { Clock } from "../clock.ts";
import type { FindingState } from "../domain/finding.ts";
import { findingStates } from "../domain/finding.ts";
import { isEnded, NEEDING } from "../domain/finding-life.ts";
import { daysAfter } from "../domain/finding-policy.ts";
import { findLatestFinished } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { countForPerson, listFindings, type Wanted } from "../store/finding-lists.ts";
import { viewsOf } from "../store/finding-views.ts";
import { countReadings } from "../store/standings.ts";
import { roleFor } from "./decide.ts";
import type { HomeView } from "./finding-view.ts";

export interface HomeDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly access: Access;
  readonly groupsOf: (userId: string) => Promise<readonly string[]>;
}

const SHOWN = 5;
/** An exception that ends within so many days is worth a thought. */
const SOON_DAYS = 14;
const UNENDED: readonly FindingState[] = findingStates.filter((state) => !isEnded(state));

/** What the Home tab shows one person. */
export async function findHome(
  { db, clock, access, groupsOf }: HomeDependencies,
  userId: string,
): Promise<HomeView> {
  const now = clock.now();
  const owners = [userId, ...(await groupsOf(userId))];
  const mine: Wanted = { states: NEEDING, owners };
  const some = async (wanted: Wanted) =>
    viewsOf(db, await listFindings(db, wanted, { offset: 0, limit: SHOWN }));
  const [counts, own, waiting, expiring, lastAudit] = await Promise.all([
    countForPerson(db, { states: NEEDING, owners, now }),
    some(mine),
    some({ states: UNENDED, hasRequest: true }),
    some({ states: ["accepted", "snoozed"], untilBefore: daysAfter(now, SOON_DAYS) }),
    findLastAudit(db),
  ]);
  const mayAnswer = await Promise.all(
    waiting.map(async ({ finding }) => {
      const { allowed } = await access.mayAct(userId, roleFor({ kind: "approve" }, finding));
      return allowed && finding.request?.by !== userId && finding.owner?.id !== userId;
    }),
  );
  return {
    open: counts.bySeverity,
    overdue: counts.overdue,
    mine: own,
    mineTotal: counts.own,
    waiting: waiting.filter((_, index) => mayAnswer[index]),
    expiring,
    ...(lastAudit && { lastAudit }),
  };
}

async function findLastAudit(db: Database): Promise<HomeView["lastAudit"]> {
  const audit = await findLatestFinished(db, { kind: "organization" });
  if (!audit?.finishedAt) return undefined;
  const { done, notActive, read } = await countReadings(db, audit.id);
  return { id: audit.id, finishedAt: audit.finishedAt, inScope: done - notActive, read };
}
