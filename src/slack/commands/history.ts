import { historyMessage } from "../views/history.ts";
import type { Command } from "./command.ts";
import { withAccount } from "./find-account.ts";

export const history: Command = {
  word: "history",
  parameters: "[account]",
  does: "Where the organization or an account stood over time, with a chart; the audits, by whom and how long they took.",
  needs: "viewer",
  async run(dependencies, request) {
    const { history: past } = dependencies.useCases;
    if (!request.words) return historyMessage(await past.organization());
    return withAccount(dependencies, { ...request, command: history.word }, async (account) =>
      historyMessage(await past.account(account), account),
    );
  },
};
