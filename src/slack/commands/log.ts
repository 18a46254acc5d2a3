import type { LogFilter } from "../../audit-log/read-log.ts";
import type { Message } from "../blocks.ts";
import { ENTRIES_A_PAGE } from "../log-page.ts";
import { noAccountMessage } from "../views/account-choice.ts";
import { logMessage, severalAccountsMessage } from "../views/log.ts";
import type { Command, CommandDependencies } from "./command.ts";

export const log: Command = {
  word: "log",
  parameters: "[account or @person]",
  does: "The audit log, newest first: who did what, when. Looking is entered in it too.",
  needs: ["approver", "auditor"],
  async run(dependencies, { user: by, channel: place, words }) {
    const wanted = await filterFor(dependencies, words);
    if ("instead" in wanted) return wanted.instead;
    const { filter } = wanted;
    return logMessage(await dependencies.useCases.lookIntoLog({ by, place, filter, limit: ENTRIES_A_PAGE }));
  },
};

const PERSON = /^@([UW][A-Z0-9]+)$/;

/** What a look is about, or what to answer where that cannot be told. */
async function filterFor(
  { useCases }: CommandDependencies,
  words: string,
): Promise<{ readonly filter: LogFilter } | { readonly instead: Message }> {
  if (!words) return { filter: { kind: "all" } };
  const actor = PERSON.exec(words)?.[1];
  if (actor) return { filter: { kind: "actor", actor } };
  const match = await useCases.accounts.find(words);
  if (match.kind === "none") return { instead: noAccountMessage(words, match.nearest) };
  if (match.kind === "several") return { instead: severalAccountsMessage(words, match.accounts) };
  return { filter: { kind: "account", accountId: match.account.id } };
}
