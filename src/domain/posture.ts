import type { FailureCounts, Scope } from "./audit.ts";

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

/** What is shown over time: accounts by the worst that they fail, or what one account fails. */
export type Charted = "accounts" | "checks";

/** One account needs attention or does not: of it, what it fails says more. */
export function chartedOf({ kind }: Scope): Charted {
  return kind === "account" ? "checks" : "accounts";
}
