import type { Access } from "../access/access.ts";
import type { Clock } from "../clock.ts";
import type { ApprovalRequest, FindingState } from "../domain/finding.ts";
import { findingStates } from "../domain/finding.ts";
import { isEnded, NEEDING } from "../domain/finding-life.ts";
import { daysAfter } from "../domain/finding-policy.ts";
import { findLatestFinished } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { countFindings, countForPerson, listFindings, type Wanted } from "../store/finding-lists.ts";
import { viewsOf } from "../store/finding-views.ts";
import { countReadings } from "../store/standings.ts";
import { roleToAnswer } from "./decide.ts";
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
  const answerable: Wanted = {
    states: UNENDED,
    request: { ids: owners, kinds: await kindsAnsweredBy(access, userId) },
  };
  const some = async (wanted: Wanted) =>
    viewsOf(db, await listFindings(db, wanted, { offset: 0, limit: SHOWN }));
  const [counts, own, waiting, waitingCounts, expiring, lastAudit] = await Promise.all([
    countForPerson(db, { states: NEEDING, owners, now }),
    some(mine),
    some(answerable),
    countFindings(db, answerable),
    some({ states: ["accepted", "snoozed"], untilBefore: daysAfter(now, SOON_DAYS) }),
    findLastAudit(db),
  ]);
  return {
    open: counts.bySeverity,
    overdue: counts.overdue,
    mine: own,
    mineTotal: counts.own,
    waiting,
    waitingTotal: Object.values(waitingCounts).reduce((sum, count) => sum + count, 0),
    expiring,
    ...(lastAudit && { lastAudit }),
  };
}

const KINDS = ["accept", "explain", "extend"] as const satisfies readonly ApprovalRequest["kind"][];

async function kindsAnsweredBy(access: Access, userId: string): Promise<readonly ApprovalRequest["kind"][]> {
  const permissions = await Promise.all(KINDS.map((kind) => access.mayAct(userId, roleToAnswer(kind))));
  return KINDS.filter((_, index) => permissions[index]?.allowed);
}

async function findLastAudit(db: Database): Promise<HomeView["lastAudit"]> {
  const audit = await findLatestFinished(db, { kind: "organization" });
  if (!audit?.finishedAt) return undefined;
  const { done, notActive, read } = await countReadings(db, audit.id);
  return { id: audit.id, finishedAt: audit.finishedAt, inScope: done - notActive, read };
}
