import { callbackIds } from "../ids.ts";
import { fields } from "../views/decision-forms.ts";
import { decisionSubmission, reasonFaults, ticketIn, untilIn } from "./decision-submission.ts";

export const accept = decisionSubmission({
  callback: callbackIds.accept,
  title: "Accept risk",
  read(form, context) {
    const { until, faults } = untilIn(form, context);
    const reason = form.text(fields.reason);
    const compensatingControl = form.text(fields.control);
    const missing = compensatingControl
      ? {}
      : { [fields.control]: "Say what holds the risk down meanwhile." };
    return {
      decision: { kind: "ask to accept", until, reason, compensatingControl, ...ticketIn(form) },
      faults: { ...reasonFaults(form), ...missing, ...faults },
    };
  },
});
