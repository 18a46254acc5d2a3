import { callbackIds } from "../ids.ts";
import { decisionSubmission } from "./decision-submission.ts";

export const reopen = decisionSubmission({
  callback: callbackIds.reopen,
  title: "Take back",
  read: () => ({ decision: { kind: "reopen" }, faults: {} }),
});
