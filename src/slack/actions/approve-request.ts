import { findingIn } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import { decisionMessage } from "../views/decision.ts";
import type { Action } from "./action.ts";

/** Any second person may confirm an explanation; whether this one may approve is judged where it is decided. */
export const approveRequest: Action = {
  id: actionIds.requestApprove,
  kind: "answer",
  needs: ["approver", "operator"],
  async run({ useCases }, { user, channel, value }) {
    const decision = { kind: "approve" } as const;
    const request = { ...findingIn(value), by: user, place: channel, decision };
    return decisionMessage(await useCases.findings.decide(request), user);
  },
};
