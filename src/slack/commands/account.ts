import { accountMessage } from "../views/account.ts";
import { accountWantedMessage } from "../views/account-choice.ts";
import type { Command } from "./command.ts";
import { withAccount } from "./find-account.ts";

/** Within this time nothing changes that would be worth reading again unasked. */
export const FRESH_MILLISECONDS = 5 * 60_000;

export const account: Command = {
  word: "account",
  parameters: "<account>",
  does: "One account on one screen: every check with its evidence and age.",
  needs: "viewer",
  async run(dependencies, request) {
    if (!request.words) return accountWantedMessage(account.word);
    return withAccount(dependencies, request, async (found) => {
      request.meanwhile("Reading the account from AWS…");
      const report = await dependencies.useCases.lookUpAccount({
        account: found,
        requestedBy: request.user,
        maxAgeMilliseconds: FRESH_MILLISECONDS,
      });
      return accountMessage(report, dependencies.now());
    });
  },
};
