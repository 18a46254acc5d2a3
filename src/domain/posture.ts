import type { FailureCounts } from "./audit.ts";

/** Where a scope stood at the end of one day. */
export interface Posture {
  /** In UTC: "2026-11-23". */
  readonly day: string;
  /** Accounts by the worst that they fail; of one account's posture, itself. */
  readonly accounts: FailureCounts;
  /** Failing checks by severity. */
  readonly failures: FailureCounts;
  /** Active accounts in scope, and how many of them could be read. */
  readonly inScope: number;
  readonly read: number;
}
