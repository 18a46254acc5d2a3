import { findingIn } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import { aboveList } from "../show-list.ts";
import { decisionMessage } from "../views/decision.ts";
import type { Action } from "./action.ts";

/** Whatever has happened since the message was made: whoever presses first owns it. */
export const acknowledge: Action = {
  id: actionIds.findingAcknowledge,
  kind: "answer",
  needs: "operator",
  async run(dependencies, { user, channel, value }) {
    const { findingId, list } = findingIn(value);
    const request = { findingId, by: user, place: channel, decision: { kind: "acknowledge" } } as const;
    const outcome = await dependencies.useCases.findings.decide(request);
    return aboveList(dependencies, { user, list }, decisionMessage(outcome, user));
  },
};
