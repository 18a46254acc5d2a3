import type { Account } from "../domain/account.ts";
import type { RootFacts } from "../domain/root-facts.ts";

export interface AccountToRead {
  readonly account: Account;
  /** The facts that somebody will look at. */
  readonly wanted: readonly (keyof RootFacts)[];
  /** Names the audit or look-up in AWS's own logs: `A87`. */
  readonly purpose: string;
}

/** Reads the facts of one account's root user. */
export interface AccountReader {
  /**
   * Whatever AWS refuses or fails to answer becomes a reason inside the facts. Rejects only with the signal's
   * reason when it aborts, or when reading itself broke down.
   */
  readAccount(request: AccountToRead, signal: AbortSignal): Promise<RootFacts>;
}
