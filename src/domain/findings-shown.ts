import type { FailureCounts } from "./audit.ts";
import type { FindingView } from "./finding-view.ts";
import type { Severity } from "./result.ts";

/** How many accounts fail a check for the same cause, before the clock of the baseline is started. */
export interface BaselineGroup {
  readonly check: string;
  readonly severity: Severity;
  readonly findings: number;
}

/** What the first audit found, by cause, and whether its clock has been started. */
export interface Baseline {
  readonly groups: readonly BaselineGroup[];
  readonly findings: number;
  /** When an operator started the clock, and who. */
  readonly started?: { readonly at: Date; readonly by: string };
}

/** Where the findings are by now, which the last audit's failures do not say. */
export interface FindingTally {
  /** Those that need somebody. */
  readonly open: FailureCounts;
  readonly overdue: number;
  /** Those whose risk is accepted. */
  readonly accepted: number;
}

/** What is known of the findings that a message about accounts shows. */
export interface FindingsShown {
  /** Those that its failures stand for; a failure without one has nothing to decide. */
  readonly findings?: readonly FindingView[];
  /** Given until its clock is started, in messages about the organization. */
  readonly baseline?: Baseline;
  /** Given in the overview. */
  readonly tally?: FindingTally;
}
