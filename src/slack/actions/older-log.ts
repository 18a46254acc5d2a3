import { actionIds } from "../ids.ts";
import { logPageIn } from "../log-page.ts";
import { logMessage } from "../views/log.ts";
import type { Action } from "./action.ts";

export const olderLog: Action = {
  id: actionIds.logOlder,
  kind: "replace",
  needs: ["approver", "auditor"],
  async run({ useCases }, { value }) {
    const { filter, page } = logPageIn(value);
    return logMessage(await useCases.turnLog(filter, page));
  },
};
