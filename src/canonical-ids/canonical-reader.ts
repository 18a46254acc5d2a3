import type { Account, AccountId } from "../domain/account.ts";
import type { Budget, CanonicalReading, Spent } from "../domain/canonical-id.ts";
import type { Read } from "../domain/read.ts";

/** What is to be found out of an account's canonical id. */
export interface CanonicalIdToRead {
  readonly account: Account;
  readonly budget: Budget;
  /** Names the look-up in AWS's own logs. */
  readonly purpose: string;
}

/** Asks AWS what tells of canonical ids and of access keys. */
export interface CanonicalReader {
  /** Whatever cannot be read is so in the answer; rejects only with the signal's reason. */
  readCanonicalId(
    request: CanonicalIdToRead,
    signal: AbortSignal,
    onProgress?: (spent: Spent) => void,
  ): Promise<CanonicalReading>;
  /** The account that an access key belongs to, whosever it is. */
  findKeyOwner(request: { readonly accessKeyId: string; readonly purpose: string }): Promise<Read<AccountId>>;
}
