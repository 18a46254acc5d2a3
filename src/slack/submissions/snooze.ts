import { daysAfter } from "../../domain/finding-policy.ts";
import { UnknownButtonError } from "../actions/unknown-button.ts";
import { callbackIds } from "../ids.ts";
import { fields } from "../views/decision-forms.ts";
import { decisionSubmission } from "./decision-submission.ts";

const MOST_DAYS = 365;

export const snooze = decisionSubmission({
  callback: callbackIds.snooze,
  title: "Snooze",
  read(form, { now }) {
    const days = Number(form.text(fields.days));
    if (!(days > 0 && days <= MOST_DAYS)) throw new UnknownButtonError();
    return { decision: { kind: "snooze", until: daysAfter(now, days) }, faults: {} };
  },
});
