import { places } from "../../src/local-slack/workspace.ts";
import type { Evidence } from "./evidence.ts";

const AT = new Date("2026-11-22T11:00:00Z");
const DIGEST = { channel: places.security, ts: "100.1" };
const ALERT = { channel: places.security, ts: "100.2" };

/** What a short trial leaves behind that broke nothing. */
export const healthy: Evidence = {
  truth: [
    {
      accountId: "111111111111",
      archetype: "password-without-mfa",
      profile: "complete",
      verdicts: { off: { "root-mfa": "fail critical" }, fallback: {}, first: {} },
    },
  ],
  way: "off",
  broken: ["222222222222"],
  asked: [{ what: "Acknowledge", user: "U1", said: "You own F1 now, due tomorrow.", isExcused: false }],
  audits: [{ id: 1, state: "finished", scope_key: "organization", followed_at: AT, lease_owner: null }],
  untold: [],
  reads: [
    {
      audit_id: 1,
      subject: "111111111111",
      results: [{ check: "root-mfa", status: "fail", severity: "critical" }],
    },
  ],
  organizationReads: [{ audit_id: 1, results: [{ check: "org-root-sessions", status: "pass" }] }],
  findings: [{ id: 1, subject: "111111111111", check_id: "root-mfa", state: "acknowledged", version: 2 }],
  events: [{ finding_id: 1, version: 2, actor: "U1", kind: "acknowledge" }],
  entries: [{ subject: "F1", actor: "U1", kind: "acknowledge" }],
  stale: [],
  slots: [{ digest_id: 1, at: AT, state: "posted", ...DIGEST, left_to_do: null, worker: "one" }],
  sending: [],
  deliveries: [
    {
      alert_id: 1,
      destination: "webhook",
      confirmed_at: AT,
      channel: null,
      ts: null,
      subject: "222222222222",
    },
    { alert_id: 1, destination: ALERT.channel, confirmed_at: AT, ...ALERT, subject: "222222222222" },
  ],
  queued: [],
  chain: { entries: 1, keyed: 1, head: { count: 1, hash: "a".repeat(64) } },
  messages: [messageAt(DIGEST, "digest D1 · the audit log ends at 1"), messageAt(ALERT, "a key")],
  channels: [],
  wire: [],
  pages: [{ id: "AL1", body: {}, isSigned: true, isConfirmed: true, mood: "confirms" }],
  ended: [],
  leaks: [],
  kills: 0,
  growth: 0,
};

/** A message that says something in a block that Slack does not parse. */
export function messageAt(place: { readonly channel: string; readonly ts: string }, said: string) {
  const blocks = [{ type: "section", text: { type: "plain_text", text: said } }];
  return { ...place, user: "UBOT", text: "", blocks, edited: false, files: [] };
}
