import { createAccess, type People } from "../../src/access/access.ts";
import type { Grants } from "../../src/access/roles.ts";
import { findingStates } from "../../src/domain/finding.ts";
import type { Decision } from "../../src/domain/finding-events.ts";
import { daysAfter, longestPolicy } from "../../src/domain/finding-policy.ts";
import type { Result, Severity } from "../../src/domain/result.ts";
import { type DecideDependencies, decide } from "../../src/findings/decide.ts";
import type { DecisionOutcome } from "../../src/findings/finding-view.ts";
import { takeIn } from "../../src/findings/follow-audit.ts";
import type { Retellings } from "../../src/findings/tell-findings.ts";
import { createLogAppender } from "../../src/store/audit-log.ts";
import { startBaselineClock } from "../../src/store/baseline.ts";
import type { Database } from "../../src/store/database.ts";
import { listFindings } from "../../src/store/finding-lists.ts";
import type { AuditMessage } from "../../src/store/shown-findings.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { scannedLog } from "./secrecy/scan.ts";

const log = scannedLog("the log of decisions");

/** Two operators, two approvers, and somebody who may only read. */
export const people = { ann: "U1ANN", bob: "U2BOB", eve: "U3EVE", dan: "U4DAN", vic: "U5VIC" } as const;

const grants: Grants = {
  viewer: [people.vic],
  operator: [people.ann, people.bob],
  approver: [people.eve, people.dan],
  auditor: [],
};

const everyone: Pick<People, "kindOf" | "membersOf"> = {
  kindOf: async (user) => (user === "U9OUT" ? "other-company" : "member"),
  membersOf: async (group) => {
    if (group === "S1TEAM") return [people.bob, people.eve];
    throw new Error(`no group ${group}`);
  },
};

/** Findings over a store, with a clock that a test moves. */
export interface FindingsBench extends DecideDependencies {
  readonly clock: ManualClock;
  /** The findings that were rung for. */
  readonly rung: number[];
  /** What AWS says now of one check of one account. */
  answer(result: Result, accountId?: string): Promise<void>;
  decide(
    by: string,
    decision: Decision,
    more?: { findingId?: number; version?: number },
  ): Promise<DecisionOutcome>;
  days(count: number): Date;
}

export const ACCOUNT = "111111111111";

/** A failing answer; what is in the fingerprint makes it another failure. */
export function failing(
  check = "root-access-key",
  { severity = "high", fingerprint = {} }: { severity?: Severity; fingerprint?: Record<string, string> } = {},
): Result {
  return {
    check,
    status: "fail",
    severity,
    headline: `${check} fails`,
    summary: ["one"],
    evidence: [],
    fingerprint,
  };
}

/** A bench over a database; `clockRuns`: the clock of the baseline has been started. */
export async function findingsBench(
  db: Database,
  { clockRuns = true }: { readonly clockRuns?: boolean } = {},
): Promise<FindingsBench> {
  const clock = createManualClock();
  const rung: number[] = [];
  if (clockRuns) await startBaselineClock(db, { at: clock.now(), by: people.ann });
  const dependencies: DecideDependencies = {
    db,
    clock,
    log,
    access: createAccess({ grants, people: { ...everyone, detailsOf: unasked }, log }),
    people: { ...everyone, detailsOf: unasked },
    policy: longestPolicy,
    appendToLog: createLogAppender({ key: undefined }),
    ring: async (findingId) => {
      rung.push(findingId);
    },
  };
  return {
    ...dependencies,
    clock,
    rung,
    answer: async (result, accountId = ACCOUNT) => {
      const subject = { kind: "account", accountId } as const;
      await takeIn(dependencies, [{ subject, readAt: clock.now(), results: [result] }]);
    },
    decide: (by, decision, { findingId = 1, ...more } = {}) =>
      decide(dependencies, { findingId, by, decision, ...more }),
    days: (count) => daysAfter(clock.now(), count),
  };
}

async function unasked(): Promise<never> {
  throw new Error("nobody's details are asked for here");
}

/** Every finding there is, worst first. */
export function allFindings(db: Database) {
  return listFindings(db, { states: findingStates }, { offset: 0, limit: 10_000 });
}

/** One way of telling a message anew, for all of them. */
export function retellings(retell: (message: AuditMessage) => Promise<boolean>): Retellings {
  const other = async () => true;
  return { audit: retell, alert: other, digest: other };
}
