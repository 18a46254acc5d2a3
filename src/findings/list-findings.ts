import type { Clock } from "../clock.ts";
import { type FindingState, findingStates } from "../domain/finding.ts";
import { isEnded, NEEDING } from "../domain/finding-life.ts";
import type { Database } from "../store/database.ts";
import { countFindings, listFindings as listStored, type Wanted } from "../store/finding-lists.ts";
import { viewsOf } from "../store/finding-views.ts";
import type { FindingFilter, FindingPage, FindingQuery } from "./finding-view.ts";

export interface ListFindingsDependencies {
  readonly db: Database;
  readonly clock: Clock;
  /** The user groups, of those that own anything, that a person is in. */
  readonly groupsOf: (userId: string) => Promise<readonly string[]>;
}

const STATES: Record<FindingFilter, readonly FindingState[]> = {
  open: NEEDING,
  mine: [...NEEDING, "snoozed"],
  acknowledged: ["acknowledged"],
  accepted: ["accepted", "explained", "snoozed"],
  overdue: NEEDING,
  requests: findingStates.filter((state) => !isEnded(state)),
};

/** Findings, worst first, a page at a time. */
export async function listFindings(
  dependencies: ListFindingsDependencies,
  { filter, asker, accountId, offset, limit }: FindingQuery,
): Promise<FindingPage> {
  const { db, clock, groupsOf } = dependencies;
  const wanted: Wanted = {
    states: STATES[filter],
    ...(filter === "mine" && { owners: [asker, ...(await groupsOf(asker))] }),
    ...(filter === "overdue" && { dueBefore: clock.now() }),
    ...(filter === "requests" && { request: "any" }),
    ...(accountId && { accountId }),
  };
  const [counts, findings] = await Promise.all([
    countFindings(db, wanted),
    listStored(db, wanted, { offset, limit }),
  ]);
  return {
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    findings: await viewsOf(db, findings),
  };
}
