import { showAccount } from "../show-account.ts";
import { accountWantedMessage } from "../views/account-choice.ts";
import type { Command } from "./command.ts";
import { withAccount } from "./find-account.ts";

export const account: Command = {
  word: "account",
  parameters: "<account>",
  does: "One account on one screen: every check with its evidence and age.",
  needs: "viewer",
  async run(dependencies, request) {
    if (!request.words) return accountWantedMessage(account.word);
    return withAccount(dependencies, { ...request, command: "" }, (found) =>
      showAccount(dependencies, { ...request, account: found, anew: false }),
    );
  },
};
