import type { FindingEvent } from "../domain/finding-events.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { Baseline } from "../domain/findings-shown.ts";
import { findBaseline, findClockStart } from "../store/baseline.ts";
import { viewOf } from "../store/finding-views.ts";
import { findFinding, listEvents } from "../store/findings.ts";
import { type AlertUnownedDependencies, alertUnowned } from "./alert-unowned.ts";
import { dateFindings, startClock } from "./baseline.ts";
import { type DecideDependencies, type DecisionRequest, decide } from "./decide.ts";
import { eachByItself } from "./each-by-itself.ts";
import { expireFindings } from "./expire-findings.ts";
import type { FindingMessenger } from "./finding-messenger.ts";
import type { DecisionOutcome, FindingPage, FindingQuery, HomeView } from "./finding-view.ts";
import { type FollowAuditDependencies, followAudit } from "./follow-audit.ts";
import { createGroups } from "./groups.ts";
import { findHome } from "./home.ts";
import { listFindings } from "./list-findings.ts";
import { createRecheck, type Recheck, type RecheckDependencies } from "./recheck.ts";
import { remind } from "./remind.ts";
import { type TellFindingsDependencies, tellFindings } from "./tell-findings.ts";
import { type TellRequestsDependencies, tellRequests } from "./tell-requests.ts";

export interface FindingsDependencies
  extends DecideDependencies,
    Pick<FollowAuditDependencies, "owners">,
    Pick<TellFindingsDependencies, "retell">,
    Pick<TellRequestsDependencies, "whoMayAnswer" | "mayShow">,
    Pick<AlertUnownedDependencies, "channels" | "operators">,
    Pick<RecheckDependencies, "readFresh"> {
  readonly messenger: FindingMessenger;
}

/** Everything that can be done about findings. */
export interface Findings {
  find(id: number): Promise<FindingView | undefined>;
  /** From the first event on. */
  history(id: number): Promise<readonly FindingEvent[]>;
  list(query: FindingQuery): Promise<FindingPage>;
  decide(request: DecisionRequest): Promise<DecisionOutcome>;
  readonly recheck: Recheck;
  /** What the first audit found, by cause; only that it runs once its clock has been started. */
  baseline(): Promise<Baseline>;
  startClock(asker: Parameters<typeof startClock>[1]): Promise<Baseline>;
  home(userId: string): Promise<HomeView>;
  readonly policy: FindingPolicy;
  /** Moves them on by what an audit has read, for good once it is over. */
  follow(auditId: number): Promise<void>;
  /** Brings messages up to date, and asks about requests. */
  tell(): Promise<void>;
  /** Ends what was put off until now. Answers how many findings that was. */
  expire(): Promise<number>;
  /** Alerts of critical ones that nobody owns. */
  alert(): Promise<void>;
  remind(): Promise<void>;
}

export function createFindings(given: FindingsDependencies): Findings {
  const { db, policy } = given;
  const dependencies = { ...given, ...createGroups(given) };
  return {
    policy,
    find: async (id) => {
      const finding = await findFinding(db, id);
      return finding && viewOf(db, finding);
    },
    history: (id) => listEvents(db, id),
    list: (query) => listFindings(dependencies, query),
    decide: (request) => decide(dependencies, request),
    recheck: createRecheck(dependencies),
    baseline: async () => {
      const started = await findClockStart(db);
      return started ? { groups: [], findings: 0, started } : findBaseline(db);
    },
    startClock: (asker) => startClock(dependencies, asker),
    home: (userId) => findHome(dependencies, userId),
    follow: (auditId) => followAudit(dependencies, auditId),
    tell: () => eachByItself([tellFindings, tellRequests], (tell) => tell(dependencies)),
    async expire() {
      await dateFindings(dependencies);
      return expireFindings(dependencies);
    },
    alert: () => alertUnowned(dependencies),
    remind: () => remind(dependencies),
  };
}
