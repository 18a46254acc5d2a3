import { cast, places } from "../../src/local-slack/workspace.ts";
import type { Mood, Pager } from "../support/pager.ts";

/** What the audit log is sealed with. */
export const LOG_KEY = "0123456789abcdef0123456789abcdef";

/** How the pager takes a call: more often well than not. */
export const MOODS: readonly [Mood, ...Mood[]] = ["confirms", "confirms", "refuses", "hangs up"];

/** Who may do what, and where alerts go, in every scenario. */
export function houseSettings(pager: Pager): Readonly<Record<string, string>> {
  return {
    ROOTCHECK_OPERATORS: `${cast.operator},${cast.approver}`,
    ROOTCHECK_APPROVERS: cast.approver,
    ROOTCHECK_AUDITORS: cast.auditor,
    ROOTCHECK_CHANNELS: [places.security, places.incidents].join(),
    ROOTCHECK_LOG_KEY: LOG_KEY,
    ROOTCHECK_ALERT_WEBHOOK: pager.url,
    ROOTCHECK_ALERT_WEBHOOK_SECRET: pager.secret,
  };
}
