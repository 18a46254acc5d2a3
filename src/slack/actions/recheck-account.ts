import { actionIds } from "../ids.ts";
import { showAccount } from "../show-account.ts";
import type { Action } from "./action.ts";
import { knownAccount } from "./known-account.ts";

export const recheckAccount: Action = {
  id: actionIds.accountRecheck,
  kind: "replace",
  needs: "operator",
  async run(dependencies, request) {
    const account = await knownAccount(dependencies, request.value);
    return showAccount(dependencies, { ...request, account, anew: true });
  },
};
