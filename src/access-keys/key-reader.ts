import type { AccountKeys } from "../domain/access-key.ts";
import type { Account } from "../domain/account.ts";

/**
 * How the credential report is come by: asked for; fetched, since AWS was making it when it was asked for; or left
 * out, where it does not come.
 */
export type ReportUse = "ask" | "fetch" | "leave out";

export interface KeysToRead {
  readonly account: Account;
  readonly report: ReportUse;
  /** Whether users without a key in the report are asked as well: they may have got their first one since. */
  readonly isThorough: boolean;
  /** Names the look in AWS's own logs: `K12`. */
  readonly purpose: string;
}

/** Reads the access keys of one account. */
export interface KeyReader {
  /**
   * Whatever AWS refuses or fails to answer becomes a reason inside; `until` in one says that AWS is making the
   * report and when to fetch it. Rejects only with the signal's reason, or when reading itself broke down.
   */
  readKeys(request: KeysToRead, signal: AbortSignal): Promise<AccountKeys>;
}
