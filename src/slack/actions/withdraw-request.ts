import { findingIn } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import { decisionMessage } from "../views/decision.ts";
import type { Action } from "./action.ts";

/** Takes back one's own request. */
export const withdrawRequest: Action = {
  id: actionIds.requestWithdraw,
  kind: "answer",
  needs: "operator",
  async run({ useCases }, { user, channel, value }) {
    const decision = { kind: "withdraw" } as const;
    const request = { ...findingIn(value), by: user, place: channel, decision };
    return decisionMessage(await useCases.findings.decide(request), user);
  },
};
