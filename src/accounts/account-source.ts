import type { Account, AccountId } from "../domain/account.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Unreadable } from "../domain/read.ts";

/** Where the list of accounts comes from: AWS Organizations, or the own account outside an organization. */
export interface AccountSource {
  /** Every account, without its organizational units. @throws {AccountSourceError} */
  listAccounts(purpose: string): Promise<readonly Account[]>;
  /** One account with its organizational units; undefined if there is none. @throws {AccountSourceError} */
  describeAccount(id: AccountId, purpose: string): Promise<Account | undefined>;
}

/** AWS could not be asked about the accounts. */
export class AccountSourceError extends RootcheckError {
  readonly why: Unreadable;

  constructor(why: Unreadable) {
    super("account_source", `The accounts could not be read from AWS: ${why.detail} (${why.call}).`);
    this.why = why;
  }
}
