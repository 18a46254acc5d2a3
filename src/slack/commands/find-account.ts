import type { Account, AccountName } from "../../domain/account.ts";
import type { Message } from "../blocks.ts";
import { MOST_CHOICES } from "../choices.ts";
import { ambiguousMessage, noAccountMessage } from "../views/account-choice.ts";
import type { CommandDependencies, CommandRequest } from "./command.ts";

interface Wanted extends Pick<CommandRequest, "words" | "meanwhile"> {
  /** What goes on with the account that is chosen, where the words do not tell: `findings mine`; "" shows it. */
  readonly command: string;
}

/** Finds the account that a command is about and goes on with it; else answers why there is not one. */
export async function withAccount(
  dependencies: CommandDependencies,
  { words, meanwhile, command }: Wanted,
  proceed: (account: Account) => Promise<Message>,
): Promise<Message> {
  meanwhile("Looking for the account…");
  const match = await dependencies.useCases.accounts.find(words);
  if (match.kind === "several")
    return ambiguousMessage(words, await describedAccounts(dependencies, match.accounts), command);
  if (match.kind === "none") return noAccountMessage(words, match.nearest, command);
  return proceed(match.account);
}

/** The same accounts with what is stored of those that can be shown, so that one can be told from another. */
export async function describedAccounts(
  { useCases }: Pick<CommandDependencies, "useCases">,
  accounts: readonly AccountName[],
): Promise<readonly (AccountName & Partial<Account>)[]> {
  const stored = await useCases.accounts.stored(accounts.slice(0, MOST_CHOICES).map(({ id }) => id));
  return accounts.map((account) => stored.find(({ id }) => id === account.id) ?? account);
}
