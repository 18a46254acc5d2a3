import type { Account } from "../../domain/account.ts";
import type { Message } from "../blocks.ts";
import { ambiguousMessage, noAccountMessage } from "../views/account-choice.ts";
import type { CommandDependencies, CommandRequest } from "./command.ts";

/** Finds the account that a command is about and goes on with it; else answers why there is not one. */
export async function withAccount(
  { useCases }: CommandDependencies,
  { words, meanwhile }: CommandRequest,
  proceed: (account: Account) => Promise<Message>,
): Promise<Message> {
  meanwhile("Looking for the account…");
  const match = await useCases.accounts.find(words);
  if (match.kind === "several") return ambiguousMessage(words, match.accounts);
  if (match.kind === "none") return noAccountMessage(words, match.nearest);
  return proceed(match.account);
}
