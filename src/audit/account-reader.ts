import type { Account } from "../domain/account.ts";
import type { AccountProfile, ReadFacts } from "../domain/root-facts.ts";

export interface AccountToRead {
  readonly account: Account;
  /** The facts that somebody will look at; whatever else comes with them comes too. */
  readonly wanted: readonly (keyof ReadFacts)[];
  /** What an earlier reading for the same purpose found: only what it lacks is asked for again. */
  readonly earlier?: ReadFacts;
  /** Names the audit or look-up in AWS's own logs: `A87`. */
  readonly purpose: string;
}

/** Reads the facts of one account's root user. */
export interface AccountReader {
  /**
   * Whatever AWS refuses or fails to answer becomes a reason inside the facts. Rejects only with the signal's
   * reason when it aborts, or when reading itself broke down.
   */
  readAccount(request: AccountToRead, signal: AbortSignal): Promise<ReadFacts>;
  /** Reads what changes rarely and AWS answers slowly. Rejects as above. */
  readProfile(request: ProfileToRead, signal: AbortSignal): Promise<AccountProfile>;
}

export type ProfileToRead = Pick<AccountToRead, "account" | "purpose">;
