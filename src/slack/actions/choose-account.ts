import { actionIds } from "../ids.ts";
import { showAccount } from "../show-account.ts";
import type { Action } from "./action.ts";
import { knownAccount } from "./known-account.ts";

/** An account chosen from a menu or by search is shown as if it had been asked for by name. */
export const chooseAccount: Action = {
  id: actionIds.accountChosen,
  kind: "answer",
  needs: "viewer",
  async run(dependencies, request) {
    const account = await knownAccount(dependencies, request.value);
    return showAccount(dependencies, { ...request, account, anew: false });
  },
};
