import { callbackIds } from "../ids.ts";
import { fields } from "../views/decision-forms.ts";
import { decisionSubmission } from "./decision-submission.ts";

export const assign = decisionSubmission({
  callback: callbackIds.assign,
  title: "Assign",
  read(form) {
    const to = form.text(fields.assignee);
    return { decision: { kind: "assign", to }, faults: to ? {} : { [fields.assignee]: "Choose somebody." } };
  },
});
