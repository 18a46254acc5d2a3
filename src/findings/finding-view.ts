import type { FailureCounts } from "../domain/audit.ts";
import type { FindingEvent, Refusal } from "../domain/finding-events.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { Result, Severity } from "../domain/result.ts";

/** What came of a decision. */
export type DecisionOutcome =
  | { readonly kind: "done"; readonly view: FindingView; readonly event: FindingEvent }
  /** `view` is how it stands; `last` the newest event, so that the person learns who was first. */
  | {
      readonly kind: "refused";
      readonly why: Refusal;
      readonly view: FindingView;
      readonly last?: FindingEvent;
      /** The latest date that would have been possible, where the one given was too late. */
      readonly latest?: Date;
    };

/** What came of a re-check. */
export interface RecheckOutcome {
  readonly view: FindingView;
  /** What AWS says now. */
  readonly result: Result;
  /** Whether that ended the finding. */
  readonly isOver: boolean;
}

/** Which findings are listed. `open`: everything that needs somebody; `requests`: what waits for an answer. */
export const findingFilters = ["open", "mine", "acknowledged", "accepted", "overdue", "requests"] as const;
export type FindingFilter = (typeof findingFilters)[number];

export interface FindingQuery {
  readonly filter: FindingFilter;
  /** Whose findings `mine` are, with the user groups that the person is in. */
  readonly asker: string;
  readonly accountId?: string;
  readonly offset: number;
  readonly limit: number;
}

export interface FindingPage {
  readonly total: number;
  /** All of them, not only this page's, by severity. */
  readonly counts: FailureCounts;
  readonly findings: readonly FindingView[];
}

/** What the Home tab shows one person. */
export interface HomeView {
  /** Where things stand at the moment of looking; absent before anything was found. */
  readonly open: Readonly<Record<Severity, number>>;
  readonly overdue: number;
  readonly mine: readonly FindingView[];
  readonly mineTotal: number;
  /** Requests that this person may answer: the first few, and how many there are. */
  readonly waiting: readonly FindingView[];
  readonly waitingTotal: number;
  /** Accepted risks and snoozes that end within two weeks. */
  readonly expiring: readonly FindingView[];
  readonly lastAudit?: {
    readonly id: number;
    readonly finishedAt: Date;
    readonly inScope: number;
    readonly read: number;
  };
}
