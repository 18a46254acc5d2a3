import { callbackIds } from "../ids.ts";
import { fields } from "../views/decision-forms.ts";
import { decisionSubmission } from "./decision-submission.ts";

export const decline = decisionSubmission({
  callback: callbackIds.decline,
  title: "Decline",
  needs: ["approver", "operator"],
  read(form) {
    const reason = form.text(fields.reason);
    return { decision: { kind: "decline", ...(reason && { reason }) }, faults: {} };
  },
});
