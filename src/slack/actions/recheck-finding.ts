import { findingIn } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import { aboveList } from "../show-list.ts";
import { recheckMessage } from "../views/recheck.ts";
import type { Action } from "./action.ts";

export const recheckFinding: Action = {
  id: actionIds.findingRecheck,
  kind: "answer",
  needs: "operator",
  async run(dependencies, { user, channel, value, meanwhile }) {
    meanwhile("Asking AWS…");
    const { useCases, now } = dependencies;
    const { findingId, list } = findingIn(value);
    const outcome = await useCases.findings.recheck({ findingId, by: user, place: channel });
    return aboveList(dependencies, { user, list }, recheckMessage(outcome, now()));
  },
};
