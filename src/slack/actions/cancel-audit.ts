import { auditName } from "../../domain/audit.ts";
import { actionIds } from "../ids.ts";
import { notice } from "../views/notice.ts";
import type { Action } from "./action.ts";
import { UnknownButtonError } from "./unknown-button.ts";

export const cancelAudit: Action = {
  id: actionIds.auditCancel,
  kind: "answer",
  needs: "operator",
  async run({ useCases }, { user, value }) {
    const auditId = auditIdOf(value);
    const going = await useCases.cancelAudit(auditId, user);
    if (!going) return notice(`Audit ${auditName(auditId)} is over already.`);
    return notice(`Audit ${auditName(auditId)} is being cancelled. What has been read is kept.`);
  },
};

const LARGEST = 2 ** 31 - 1;

function auditIdOf(value: string): number {
  const auditId = Number(value);
  if (!/^\d+$/.test(value) || auditId > LARGEST) throw new UnknownButtonError();
  return auditId;
}
