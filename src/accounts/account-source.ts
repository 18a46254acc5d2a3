import type { Account, AccountId, OrganizationalUnit, UnitId } from "../domain/account.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Unreadable } from "../domain/read.ts";

/** Where the list of accounts comes from: AWS Organizations, or the own account outside an organization. */
export interface AccountSource {
  /**
   * Every account, page by page as AWS gives them; with the ids of its organizational units where AWS says them,
   * without their names. @throws {AccountSourceError}
   */
  listAccounts(purpose: string): AsyncIterable<readonly Account[]>;
  /** Every organizational unit. @throws {AccountSourceError} */
  listUnits(purpose: string): Promise<readonly OrganizationalUnit[]>;
  /** The ids of the accounts directly in a unit, for when the list of accounts does not say. @throws {AccountSourceError} */
  listAccountIdsIn(unitId: UnitId, purpose: string): Promise<readonly AccountId[]>;
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
