import { actionIds } from "../ids.ts";
import { exportedMessage } from "../views/log.ts";
import type { Action } from "./action.ts";

export const exportLog: Action = {
  id: actionIds.logExport,
  kind: "answer",
  needs: ["approver", "auditor"],
  async run({ useCases }, { user: by, channel: place, meanwhile }) {
    meanwhile("Writing the audit log to a file…");
    return exportedMessage(await useCases.exportLog({ by, place }));
  },
};
