import type { Finding } from "../../../src/domain/finding.ts";
import type { FindingEvent } from "../../../src/domain/finding-events.ts";
import { longestPolicy } from "../../../src/domain/finding-policy.ts";
import type { FindingView } from "../../../src/domain/finding-view.ts";
import { cast } from "../../../src/local-slack/workspace.ts";
import type { FindingUseCases } from "../../../src/slack/use-cases.ts";
import { HOSTILE, now } from "./samples.ts";
import { accountCalled, finding as failing } from "./standings.ts";

export const daysFromNow = (days: number) => new Date(now.getTime() + days * 86_400_000);

export const prodPayments = accountCalled("prod-payments", "411111111111", "Prod", "Payments");
const { failure } = failing(prodPayments);

/** A finding of the sample account, open for twelve days. */
export const openFinding: Finding = {
  id: 12,
  version: 3,
  subject: { kind: "account", accountId: prodPayments.id },
  check: failure.check,
  severity: "critical",
  fingerprint: {},
  failure,
  state: "open",
  openedAt: daysFromNow(-12),
  dueAt: daysFromNow(2),
  firstSeen: daysFromNow(-12),
  lastSeen: now,
  observedAt: now,
  reopened: 0,
  wasSnoozed: false,
};

/** The same with what is given, as messages show it. */
export function viewWith(given: Partial<Finding> = {}, more: Partial<FindingView> = {}): FindingView {
  return { finding: { ...openFinding, ...given }, account: prodPayments, isBaseline: false, ...more };
}

export const request: NonNullable<Finding["request"]> = {
  kind: "accept",
  by: cast.operator,
  at: daysFromNow(-1),
  lapsesAt: daysFromNow(2),
  reason: `Waits for the vendor ${HOSTILE}`,
  compensatingControl: `Its use is alerted on ${HOSTILE}`,
  ticket: `SEC-12 ${HOSTILE}`,
  until: daysFromNow(20),
};

const exception = {
  reason: `Waits for the vendor ${HOSTILE}`,
  requestedBy: cast.operator,
  approvedBy: cast.approver,
  at: daysFromNow(-1),
};
const owner = { id: cast.operator, since: daysFromNow(-1) };

/** Findings in every state, and what each can be done about: the buttons, then the menu. */
export const sampleViews: readonly (readonly [string, FindingView, readonly string[]])[] = [
  ["open", viewWith(), ["Acknowledge", "Re-check", "assign", "snooze", "accept", "remedy", "history"]],
  [
    "open again, with a hostile reason for being stale",
    viewWith({ owner, reopened: 2, stale: { since: daysFromNow(-3), reason: HOSTILE } }),
    ["Acknowledge", "Re-check", "assign", "snooze", "accept", "remedy", "history"],
  ],
  [
    "of a user group by rule",
    viewWith({}, { ruledOwner: { id: "S01SECURITY", because: "tag" } }),
    ["Acknowledge", "Re-check", "assign", "snooze", "accept", "remedy", "history"],
  ],
  [
    "acknowledged",
    viewWith({ state: "acknowledged", owner }),
    ["Re-check", "assign", "snooze", "accept", "remedy", "history"],
  ],
  [
    "acknowledged and overdue",
    viewWith({ state: "acknowledged", owner, dueAt: daysFromNow(-1) }),
    ["Re-check", "assign", "extend", "accept", "remedy", "history"],
  ],
  [
    "snoozed before",
    viewWith({ state: "acknowledged", owner, wasSnoozed: true }),
    ["Re-check", "assign", "extend", "accept", "remedy", "history"],
  ],
  [
    "a use of root",
    viewWith({ check: "root-unused" }),
    ["Acknowledge", "Re-check", "assign", "explain", "accept", "remedy", "history"],
  ],
  [
    "waiting for an answer",
    viewWith({ request, state: "acknowledged", owner }),
    ["Re-check", "assign", "remedy", "history"],
  ],
  [
    "snoozed",
    viewWith({ state: "snoozed", until: daysFromNow(1), wasSnoozed: true }),
    ["Re-check", "accept", "reopen", "remedy", "history"],
  ],
  [
    "accepted",
    viewWith({ state: "accepted", until: daysFromNow(20), exception }),
    ["Re-check", "accept", "reopen", "remedy", "history"],
  ],
  [
    "explained",
    viewWith({ state: "explained", exception, check: "root-unused" }),
    ["Re-check", "accept", "reopen", "remedy", "history"],
  ],
  ["resolved", viewWith({ state: "resolved", endedAt: daysFromNow(0) }), ["history"]],
  ["closed", viewWith({ state: "closed", endedAt: daysFromNow(0) }), ["history"]],
];

/** The same, where every word that comes from AWS is hostile or long. */
export function hostile(view: FindingView): FindingView {
  const words = `${HOSTILE} `.repeat(20);
  const { finding } = view;
  return {
    ...view,
    account: { ...prodPayments, name: HOSTILE, ouPath: [words, words] },
    finding: {
      ...finding,
      failure: { ...finding.failure, headline: words, summary: [words], detail: [words] },
    },
  };
}

/** One of every kind of event. */
export const sampleEvents: readonly FindingEvent[] = (
  [
    [undefined, { kind: "found", severity: "critical", isClockRunning: true }],
    [cast.operator, { kind: "acknowledge" }],
    [cast.operator, { kind: "assign", to: cast.viewer }],
    [cast.operator, { kind: "assign", to: "S01SECURITY" }],
    [cast.operator, { kind: "snooze", until: daysFromNow(1) }],
    [undefined, { kind: "expired", severity: "critical", isClockRunning: true }],
    [cast.operator, { ...request, kind: "ask to accept", until: daysFromNow(9) }],
    [cast.approver, { kind: "decline", reason: HOSTILE }],
    [cast.operator, { kind: "explain", reason: HOSTILE }],
    [cast.approver, { kind: "approve" }],
    [cast.operator, { kind: "ask to extend", reason: HOSTILE, until: daysFromNow(9) }],
    [cast.operator, { kind: "withdraw" }],
    [cast.operator, { kind: "reopen" }],
    [cast.operator, { kind: "re-checked", answer: "unknown", reason: HOSTILE }],
    [undefined, { kind: "failed again", severity: "critical", isClockRunning: true }],
    [undefined, { kind: "changed", severity: "critical", isClockRunning: true }],
    [undefined, { kind: "worsened", severity: "critical", isClockRunning: true }],
    [undefined, { kind: "lapsed" }],
    [undefined, { kind: "clock started", severity: "critical" }],
    [undefined, { kind: "closed", reason: HOSTILE }],
    [undefined, { kind: "resolved" }],
  ] as const
).map(([by, what]) => ({ at: now, what, ...(by && { by }) }));

/** What people can do about the sample's findings; every decision is done, as its event says. */
export function sampleFindings(given: Partial<FindingUseCases> = {}): FindingUseCases {
  return {
    find: async (id) => (id === openFinding.id ? viewWith() : undefined),
    history: async () => sampleEvents,
    list: async ({ offset, limit }) => ({
      total: 12,
      counts: { critical: 12, high: 0, medium: 0, low: 0, info: 0 },
      findings: Array.from({ length: Math.max(0, Math.min(limit, 12 - offset)) }, (_, index) =>
        viewWith({ id: offset + index + 1 }),
      ),
    }),
    decide: async ({ by, decision }) => ({
      kind: "done",
      view: viewWith(),
      event: { at: now, by, what: decision },
    }),
    recheck: async () => ({ view: viewWith(), result: failure, isOver: false }),
    baseline: async () => sampleBaseline,
    startClock: async ({ by }) => ({ ...sampleBaseline, started: { at: now, by } }),
    home: async () => sampleHome,
    policy: longestPolicy,
    ...given,
  };
}

export const sampleBaseline = {
  findings: 43,
  groups: [
    { check: "root-mfa-hardware", severity: "medium", findings: 31 },
    { check: "root-access-key", severity: "critical", findings: 1 },
    { check: "org-root-credentials-management", severity: "high", findings: 1 },
    { check: "root-email", severity: "medium", findings: 10 },
  ],
} as const;

export const sampleHome = {
  open: { critical: 1, high: 2, medium: 40, low: 0, info: 0 },
  overdue: 1,
  mine: [viewWith({ state: "acknowledged", owner })],
  mineTotal: 3,
  waiting: [viewWith({ id: 13, request: { ...request, by: cast.viewer } })],
  waitingTotal: 1,
  expiring: [viewWith({ id: 14, state: "accepted", until: daysFromNow(3), exception })],
  lastAudit: { id: 87, finishedAt: now, inScope: 42, read: 41 },
};
