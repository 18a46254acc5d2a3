import { actionIds } from "../ids.ts";
import { accountMessage } from "../views/account.ts";
import type { Action } from "./action.ts";
import { knownAccount } from "./known-account.ts";

export const recheckAccount: Action = {
  id: actionIds.accountRecheck,
  kind: "replace",
  needs: "operator",
  async run(dependencies, { user, value, meanwhile }) {
    const account = await knownAccount(dependencies, value);
    meanwhile("Reading the account from AWS again…");
    const report = await dependencies.useCases.lookUpAccount({
      account,
      requestedBy: user,
      maxAgeMilliseconds: 0,
    });
    return accountMessage(report, dependencies.now());
  },
};
