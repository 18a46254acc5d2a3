import { auditName } from "../../domain/audit.ts";
import { numberIn } from "../button-number.ts";
import { actionIds } from "../ids.ts";
import { notice } from "../views/notice.ts";
import type { Action } from "./action.ts";

export const cancelAudit: Action = {
  id: actionIds.auditCancel,
  kind: "answer",
  needs: "operator",
  async run({ useCases }, { user, channel, value }) {
    const auditId = numberIn(value);
    const going = await useCases.cancelAudit(auditId, { by: user, place: channel });
    if (!going) return notice(`Audit ${auditName(auditId)} is over already.`);
    return notice(`Audit ${auditName(auditId)} is being cancelled. What has been read is kept.`);
  },
};
