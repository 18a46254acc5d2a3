import { callbackIds } from "../ids.ts";
import { fields } from "../views/decision-forms.ts";
import { decisionSubmission, reasonFaults, ticketIn } from "./decision-submission.ts";

export const explain = decisionSubmission({
  callback: callbackIds.explain,
  title: "Explain",
  read: (form) => ({
    decision: { kind: "explain", reason: form.text(fields.reason), ...ticketIn(form) },
    faults: reasonFaults(form),
  }),
});
