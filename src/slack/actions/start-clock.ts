import { actionIds } from "../ids.ts";
import { clockStartedMessage } from "../views/baseline.ts";
import type { Action } from "./action.ts";

/** The end of the baseline: from here on findings fall due. */
export const startClock: Action = {
  id: actionIds.baselineStart,
  kind: "answer",
  needs: "operator",
  async run({ useCases }, { user, channel }) {
    return clockStartedMessage(await useCases.findings.startClock({ by: user, place: channel }), user);
  },
};
