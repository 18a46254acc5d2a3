import { cast, places } from "../../src/local-slack/workspace.ts";
import { type ActionId, shortcutIds } from "../../src/slack/ids.ts";
import type { Sending } from "../support/bare-slack.ts";

/** A user group that has the operators' role. */
export const team = "S01TEAM0000";
/** One that the configuration names and Slack does not know. */
const lostTeam = "S01LOST0000";
export const memberOfTeam = "U01TESSA000";
export const memberOfLostTeam = "U01LARS0000";
const strangers = [cast.guest, cast.bot, cast.otherCompany, cast.deactivated];

/** Whoever Slack does not call a member has every role by name, and the group that Slack does not know has too. */
const everyRole = [...strangers, lostTeam];
/** Who is given which role. */
export const roles = {
  ROOTCHECK_VIEWERS: [cast.viewer, ...everyRole],
  ROOTCHECK_OPERATORS: [cast.operator, team, ...everyRole],
  ROOTCHECK_APPROVERS: [cast.approver, ...everyRole],
  ROOTCHECK_AUDITORS: [cast.auditor, ...everyRole],
};

const NO_ROLE = /^You have no role in rootcheck that allows this\. .+ can: /;

/** Everybody who asks, and how each is refused. */
export const people = {
  viewer: { id: cast.viewer, refusal: NO_ROLE },
  operator: { id: cast.operator, refusal: NO_ROLE },
  approver: { id: cast.approver, refusal: NO_ROLE },
  auditor: { id: cast.auditor, refusal: NO_ROLE },
  "member of the operators' group": { id: memberOfTeam, refusal: NO_ROLE },
  nobody: { id: cast.outsider, refusal: NO_ROLE },
  guest: { id: cast.guest, refusal: /^Guests cannot use rootcheck\. .+ can: / },
  bot: { id: cast.bot, refusal: /^Bots cannot use rootcheck\. .+ can: / },
  "other company": { id: cast.otherCompany, refusal: /^Only people of this company can .+ can: / },
  deactivated: { id: cast.deactivated, refusal: /^This Slack account is deactivated\. .+ can: / },
  "member of a group that Slack does not know": { id: memberOfLostTeam, refusal: NO_ROLE },
} as const;
export type Who = keyof typeof people;

/** How a refusal names those who could. */
export function nameOf(who: Who): string {
  const { id } = people[who];
  return id === memberOfTeam ? team : id;
}

/** What nobody is told who may. */
export const REFUSAL_OR_TROUBLE = / can: |Something went wrong|from an older message/;

const operators: readonly Who[] = ["operator", "member of the operators' group"];
const readers: readonly Who[] = ["viewer", "approver", "auditor", ...operators];
const keepers: readonly Who[] = ["approver", "auditor"];
const judges: readonly Who[] = ["approver", ...operators];

/** Something that can be sent, and who may. */
export interface Row {
  readonly may: readonly Who[];
  readonly sending: Sending;
}

const ABOUT = { reason: "because it is so", control: "an alarm" };

// What is asked for is mostly not there: who may ask is the question here, and that needs nothing to be done.

/** Every command, by its word. */
export const commandRows: Readonly<Record<string, Row>> = {
  overview: command(readers, ""),
  audit: command(operators, "audit no such thing"),
  account: command(readers, "account"),
  findings: command(readers, "findings"),
  email: command(judges, "email"),
  canonical: command(operators, "canonical"),
  whois: command(readers, "whois"),
  keys: command(operators, "keys older-than never"),
  tasks: command(readers, "tasks"),
  digest: command(readers, "digest"),
  watch: command(readers, "watch"),
  history: command(readers, "history"),
  log: command(keepers, "log"),
  doctor: command(operators, "doctor"),
  help: command(readers, "help"),
};

/** Every button and menu. */
export const pressRows: Readonly<Record<ActionId, Row>> = {
  account_chosen: press(readers, "account_chosen 000000000000"),
  account_evidence: press(readers, "account_evidence organization"),
  account_recheck: press(operators, "account_recheck 000000000000"),
  audit_again: press(operators, "audit_again 000000000000"),
  audit_cancel: press(operators, "audit_cancel 99"),
  baseline_start: press(operators, "baseline_start "),
  check_how_to_fix: press(readers, "check_how_to_fix organization org-root-sessions"),
  digest_add: press(operators, "digest_add organization"),
  digest_delete: press(operators, "digest_delete 99"),
  digest_edit: press(operators, "digest_edit 99"),
  digest_now: press(operators, "digest_now 99"),
  digest_pause: press(operators, "digest_pause 99"),
  digest_resume: press(operators, "digest_resume 99"),
  email_export: press(["approver"], "email_export "),
  email_reason: press(operators, "email_reason 000000000000"),
  finding_ack: press(operators, "finding_ack 99 1"),
  finding_more: press(readers, "finding_more history 1 1"),
  finding_recheck: press(operators, "finding_recheck 99 1"),
  findings_all: press(readers, "findings_all 99 0"),
  findings_list: press(readers, "findings_list open 0"),
  findings_list_next: press(readers, "findings_list_next open 0"),
  findings_list_previous: press(readers, "findings_list_previous open 0"),
  findings_next: press(readers, "findings_next 99 0", "modal"),
  findings_previous: press(readers, "findings_previous 99 0", "modal"),
  findings_several: press(operators, "findings_several open 0"),
  keys_export: press(operators, "keys_export 000000000000 0"),
  log_export: press(keepers, "log_export "),
  log_newer: press(keepers, "log_newer 1 0 all"),
  log_older: press(keepers, "log_older 1 0 all"),
  request_approve: press(judges, "request_approve 99 1"),
  request_decline: press(judges, "request_decline 1 1"),
  request_withdraw: press(operators, "request_withdraw 99 1"),
  watch_off: press(operators, "watch_off C0NOWHERE00"),
  watch_offer: press(operators, "watch_offer C0NOWHERE00"),
  watch_on: press(operators, "watch_on C0NOWHERE00"),
};

/** Every form, by its callback; `until` is a day that may be chosen. */
export function formRows(until: string): Readonly<Record<string, Row>> {
  return {
    digest_save: scheduled("digest_save"),
    digest_settings: scheduled("digest_settings"),
    email_look_up: wanted(operators),
    finding_accept: form(operators, "finding_accept", { ...ABOUT, until }),
    finding_assign: form(operators, "finding_assign", { assignee: cast.operator }),
    finding_explain: form(operators, "finding_explain", ABOUT),
    finding_extend: form(operators, "finding_extend", { ...ABOUT, until }),
    finding_reopen: form(operators, "finding_reopen"),
    finding_snooze: form(operators, "finding_snooze", { days: "1" }),
    findings_decide: form(operators, "findings_decide", { decision: "acknowledge" }),
    request_decline_reason: form(judges, "request_decline_reason", ABOUT),
  };
}

/** What else leads to the app. */
export const visitRows: Readonly<Record<string, Row>> = {
  "Home tab": { may: readers, sending: { kind: "home" } },
  shortcut: { may: readers, sending: { kind: "shortcut", type: "shortcut", callback: shortcutIds.overview } },
  "message shortcut": {
    may: readers,
    sending: { kind: "shortcut", type: "message_action", callback: shortcutIds.overviewFromMessage },
  },
  "every address": command(["approver"], "email export"),
  "an address": command(operators, "email 000000000000 because it is so"),
  "a watch": command(operators, "watch on no such thing"),
  "no watch": command(operators, "watch off"),
  "a digest": command(operators, "digest add"),
  "no digest": command(operators, "digest delete 99"),
  "a word that is no command": command(readers, "hlep"),
  "an account chosen for its history": press(readers, "account_chosen history 000000000000"),
  "an account chosen for its findings": press(readers, "account_chosen findings mine 000000000000"),
  "an account chosen for whose it is": press(readers, "account_chosen whois 000000000000"),
  "an account chosen for its keys": press(operators, "account_chosen keys older-than 90d 000000000000"),
  "an account chosen for its canonical id": press(operators, "account_chosen canonical 000000000000"),
  "an account chosen for the log of it": press(keepers, "account_chosen log 000000000000"),
};

/** An answer to a request that stands: what was asked for says who may give it. */
export interface RequestRow extends Row {
  readonly findingId: number;
  /** A use of root can be explained; everything else can only be accepted. */
  readonly check: "root-unused" | "root-mfa";
  readonly asked: Sending;
}

/** The answers to requests that a member of the operators' group has made. */
export function requestRows(until: string): Readonly<Record<string, RequestRow>> {
  return {
    "to approve an acceptance": {
      ...{ findingId: 1, check: "root-mfa", asked: sent("finding_accept", { ...ABOUT, until }, [1, 1]) },
      ...press(["approver"], "request_approve 1 2"),
    },
    "to decline an acceptance": {
      ...{ findingId: 2, check: "root-mfa", asked: sent("finding_accept", { ...ABOUT, until }, [2, 1]) },
      ...form(["approver"], "request_decline_reason", ABOUT, [2, 2]),
    },
    "to confirm an explanation": {
      ...{ findingId: 3, check: "root-unused", asked: sent("finding_explain", ABOUT, [3, 1]) },
      ...press(judges, "request_approve 3 2"),
    },
    "to decline an explanation": {
      ...{ findingId: 4, check: "root-unused", asked: sent("finding_explain", ABOUT, [4, 1]) },
      ...form(judges, "request_decline_reason", ABOUT, [4, 2]),
    },
  };
}

function command(may: readonly Who[], text: string): Row {
  return { may, sending: { kind: "command", text } };
}

/** `pressed` is the button's id, and what it carries. */
function press(may: readonly Who[], pressed: string, on: "message" | "modal" = "message"): Row {
  const [id = "", ...value] = pressed.split(" ");
  return { may, sending: { kind: "press", id, value: value.join(" "), on } };
}

function form(may: readonly Who[], ...form: Parameters<typeof sent>): Row {
  return { may, sending: sent(...form) };
}

/** A form about one version of a finding, filled in. */
function sent(
  callback: string,
  filled: Readonly<Record<string, string>> = {},
  [findingId, version]: readonly [number, number] = [99, 1],
): Sending {
  const about = { findingId, version, channel: places.security };
  const typed = Object.entries(filled).map(([name, value]) => [name, { input: { value } }]);
  const findings = { input: { selected_options: [{ value: `${findingId} ${version}` }] } };
  return { kind: "form", callback, about, values: { ...Object.fromEntries(typed), findings } };
}

/** A digest of a unit that there is not. */
function scheduled(callback: string): Row {
  const chosen = { when: "weekdays", cron: "", content: "changes", age: "6" };
  const draft = { ...chosen, timeZone: "Europe/Berlin", scope: "no such unit", isSilent: false };
  const about = { place: places.security, ...(callback === "digest_save" && draft) };
  const options = Object.entries({ ...chosen, time_zone: draft.timeZone }).filter(
    ([name]) => name !== "cron",
  );
  const values = {
    ...Object.fromEntries(options.map(([name, value]) => [name, { input: { selected_option: { value } } }])),
    scope: { input: { value: draft.scope } },
  };
  return { may: operators, sending: { kind: "form", callback, about, values } };
}

/** A root e-mail address that is asked for, with the reason. */
function wanted(may: readonly Who[]): Row {
  const about = { accountId: "000000000000", channel: places.security };
  const values = { reason: { input: { value: ABOUT.reason } } };
  return { may, sending: { kind: "form", callback: "email_look_up", about, values } };
}
