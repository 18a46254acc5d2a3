import { type Account, parseAccountId } from "../../domain/account.ts";
import { RootcheckError } from "../../domain/errors.ts";
import type { ActionDependencies } from "./action.ts";
import { UnknownButtonError } from "./unknown-button.ts";

/** A button speaks of an account that the organization does not have any more. */
export class AccountGoneError extends RootcheckError {
  constructor(id: string) {
    super("account_gone", `Account ${id} is not in the organization any more.`);
  }
}

/** The account that a button carries the id of. @throws {AccountGoneError}, {UnknownButtonError} where it is none. */
export async function knownAccount({ useCases }: ActionDependencies, value: string): Promise<Account> {
  const id = parseAccountId(value);
  if (!id) throw new UnknownButtonError();
  const match = await useCases.accounts.find(id);
  if (match.kind !== "found") throw new AccountGoneError(id);
  return match.account;
}
