import { callbackIds } from "../ids.ts";
import { fields } from "../views/decision-forms.ts";
import { decisionSubmission, reasonFaults, untilIn } from "./decision-submission.ts";

export const extend = decisionSubmission({
  callback: callbackIds.extend,
  title: "Extend due date",
  read(form, context) {
    const { until, faults } = untilIn(form, context);
    return {
      decision: { kind: "ask to extend", until, reason: form.text(fields.reason) },
      faults: { ...faults, ...reasonFaults(form) },
    };
  },
});
