import type { Account } from "./account.ts";
import type { Finding } from "./finding.ts";
import type { Result } from "./result.ts";

/** A finding with what a message says about it. */
export interface FindingView {
  readonly finding: Finding;
  /** Of a finding about an account, as it is stored; absent for one about the organization. */
  readonly account?: Account;
  /** Whose it is before anybody takes it on: by the configured rules. The finding's own owner comes first. */
  readonly ruledOwner?: { readonly id: string; readonly because: string };
  /** What came of the newest re-check, where no audit has been more recent. */
  readonly rechecked?: { readonly at: Date; readonly answer: Result["status"] };
  /** Whether nobody is reminded of it yet, because the clock of the baseline has not been started. */
  readonly isBaseline: boolean;
}
