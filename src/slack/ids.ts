/** Every name that Slack hands back to the app; nothing else in slack/ types one out. */

export const COMMAND = "/rootcheck";

export const actionIds = {
  accountChosen: "account_chosen",
  accountRecheck: "account_recheck",
  auditAgain: "audit_again",
  auditCancel: "audit_cancel",
  baselineStart: "baseline_start",
  digestAdd: "digest_add",
  digestDelete: "digest_delete",
  digestEdit: "digest_edit",
  digestNow: "digest_now",
  digestPause: "digest_pause",
  digestResume: "digest_resume",
  evidence: "account_evidence",
  emailExport: "email_export",
  emailReason: "email_reason",
  findingAcknowledge: "finding_ack",
  findingMore: "finding_more",
  findingRecheck: "finding_recheck",
  findingsAll: "findings_all",
  findingsList: "findings_list",
  findingsListNext: "findings_list_next",
  findingsListPrevious: "findings_list_previous",
  findingsNext: "findings_next",
  findingsPrevious: "findings_previous",
  findingsSeveral: "findings_several",
  howToFix: "check_how_to_fix",
  keysExport: "keys_export",
  logExport: "log_export",
  logNewer: "log_newer",
  logOlder: "log_older",
  requestApprove: "request_approve",
  requestDecline: "request_decline",
  requestWithdraw: "request_withdraw",
  watchOff: "watch_off",
  watchOffer: "watch_offer",
  watchOn: "watch_on",
} as const;

export type ActionId = (typeof actionIds)[keyof typeof actionIds];

export const callbackIds = {
  accept: "finding_accept",
  answer: "answer",
  assign: "finding_assign",
  decline: "request_decline_reason",
  digest: "digest_settings",
  digestSave: "digest_save",
  email: "email_look_up",
  evidence: "evidence",
  explain: "finding_explain",
  extend: "finding_extend",
  findings: "findings",
  history: "finding_history",
  loading: "loading",
  notice: "notice",
  remedy: "remedy",
  reopen: "finding_reopen",
  several: "findings_decide",
  snooze: "finding_snooze",
} as const;

export type CallbackId = (typeof callbackIds)[keyof typeof callbackIds];

/** The shortcuts of the manifest: one from anywhere, one from a message. */
export const shortcutIds = { overview: "overview", overviewFromMessage: "overview_from_message" } as const;

/** What an input of a form is called; its block names the field. */
export const INPUT = "input";

/** The inputs of forms whose choices are asked for as one types, by which Slack says what is being searched. */
export const searchIds = { timeZone: "time_zone" } as const;

export type SearchId = (typeof searchIds)[keyof typeof searchIds];
