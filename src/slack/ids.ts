/** Every name that Slack hands back to the app; nothing else in slack/ types one out. */

export const COMMAND = "/rootcheck";

export const actionIds = {
  accountChosen: "account_chosen",
  accountRecheck: "account_recheck",
  auditAgain: "audit_again",
  auditCancel: "audit_cancel",
  evidence: "account_evidence",
  findingsAll: "findings_all",
  findingsNext: "findings_next",
  findingsPrevious: "findings_previous",
  howToFix: "check_how_to_fix",
} as const;

export type ActionId = (typeof actionIds)[keyof typeof actionIds];

export const callbackIds = {
  evidence: "evidence",
  findings: "findings",
  loading: "loading",
  notice: "notice",
  remedy: "remedy",
} as const;
