import { findingIn } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import { recheckMessage } from "../views/recheck.ts";
import type { Action } from "./action.ts";

export const recheckFinding: Action = {
  id: actionIds.findingRecheck,
  kind: "answer",
  needs: "operator",
  async run({ useCases, now }, { user, channel, value, meanwhile }) {
    meanwhile("Asking AWS…");
    const { findingId } = findingIn(value);
    return recheckMessage(await useCases.findings.recheck({ findingId, by: user, place: channel }), now());
  },
};
