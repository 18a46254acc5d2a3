import type { Account } from "../../domain/account.ts";
import { RootcheckError } from "../../domain/errors.ts";
import type { ActionDependencies } from "./action.ts";

/** A button speaks of an account that the organization does not have any more. */
export class AccountGoneError extends RootcheckError {
  constructor(id: string) {
    super("account_gone", `Account ${id} is not in the organization any more.`);
  }
}

/** The account that a button carries the id of. @throws {AccountGoneError} */
export async function knownAccount({ useCases }: ActionDependencies, id: string): Promise<Account> {
  const match = await useCases.accounts.find(id);
  if (match.kind !== "found") throw new AccountGoneError(id);
  return match.account;
}
