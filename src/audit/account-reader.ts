import type { Account } from "../domain/account.ts";
import type { AccountProfile, ReadFacts } from "../domain/root-facts.ts";

export interface AccountToRead {
  readonly account: Account;
  /** The facts that somebody will look at; whatever else comes with them comes too. */
  readonly wanted: readonly (keyof ReadFacts)[];
  /** What an earlier reading for the same purpose found: only what it lacks is asked for again. */
  readonly earlier?: ReadFacts;
  /**
   * What AWS says at this moment and nothing that it or anybody keeps, as a repair has to be confirmed by. What by
   * role only the credential report tells is then unread, as `not-fresh`.
   */
  readonly fresh?: true;
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

export interface ProfileToRead extends Pick<AccountToRead, "account" | "purpose"> {
  /** Whether the account's tags are wanted as well. */
  readonly withTags?: true;
  /** What an earlier reading found and still counts: only what it lacks is asked for. */
  readonly earlier?: Partial<AccountProfile>;
}

/** How many calls of AWS are made for one purpose, from when the count was begun until it is disposed of. */
export interface CallCount extends Disposable {
  /** Those since it was asked the last time. */
  take(): number;
}

/** Counts calls of AWS. */
export interface CallCounter {
  /** Of what is asked for from now on, named as in AWS's own logs: `A87`. What reads profiles is left out. */
  countCalls(purpose: string): CallCount;
}
