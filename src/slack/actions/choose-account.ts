import { FRESH_MILLISECONDS } from "../commands/account.ts";
import { actionIds } from "../ids.ts";
import { accountMessage } from "../views/account.ts";
import type { Action } from "./action.ts";
import { knownAccount } from "./known-account.ts";

/** An account chosen from a menu or by search is shown as if it had been asked for by name. */
export const chooseAccount: Action = {
  id: actionIds.accountChosen,
  kind: "answer",
  needs: "viewer",
  async run(dependencies, { user, value, meanwhile }) {
    const account = await knownAccount(dependencies, value);
    meanwhile("Reading the account from AWS…");
    const report = await dependencies.useCases.lookUpAccount({
      account,
      requestedBy: user,
      maxAgeMilliseconds: FRESH_MILLISECONDS,
    });
    return accountMessage(report, dependencies.now());
  },
};
