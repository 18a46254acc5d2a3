import { expect, test } from "vitest";
import type { FindingRecord } from "../../src/domain/finding.ts";
import type { Decision, Refusal } from "../../src/domain/finding-events.ts";
import { longestPolicy } from "../../src/domain/finding-policy.ts";
import { refusalOf } from "../../src/domain/finding-refusal.ts";
import type { Severity } from "../../src/domain/result.ts";

const day = (days: number): Date => new Date(Date.UTC(2026, 10, 1) + days * 86_400_000);

function finding(given: Partial<FindingRecord> = {}): FindingRecord {
  return {
    id: 1,
    version: 1,
    subject: { kind: "account", accountId: "111111111111" },
    check: "root-mfa",
    severity: "high",
    fingerprint: {},
    firstSeen: day(0),
    lastSeen: day(0),
    observedAt: day(0),
    state: "open",
    openedAt: day(0),
    ...(given !== undated && { dueAt: day(7) }),
    reopened: 0,
    wasSnoozed: false,
    ...given,
  };
}

/** Overridden by nothing: the finding has no date. */
const undated: Partial<FindingRecord> = { check: "undated" };

const plea = { reason: "it is needed" };
const owner = { id: "ann", since: day(0) };
const request = { kind: "accept", by: "bob", at: day(0), lapsesAt: day(3), until: day(30), ...plea } as const;
const acknowledge: Decision = { kind: "acknowledge" };
const approve: Decision = { kind: "approve" };
const snooze = (until: Date): Decision => ({ kind: "snooze", until });
const accept = (until: Date): Decision => ({ kind: "ask to accept", until, ...plea });
const extend = (until: Date): Decision => ({ kind: "ask to extend", until, ...plea });
const explain: Decision = { kind: "explain", ...plea };

function judged(given: Partial<FindingRecord>, decision: Decision, by = "ann", isOwner = false) {
  return refusalOf(finding(given), decision, { by, at: day(1), policy: longestPolicy, isOwner });
}

test.each<[string, Partial<FindingRecord>, Decision, Refusal | undefined]>([
  ["an open one is acknowledged", {}, acknowledge, undefined],
  ["an owned one is not", { state: "acknowledged", owner }, acknowledge, "already owned"],
  ["a snoozed one is not", { state: "snoozed", until: day(5) }, acknowledge, "put aside"],
  [
    "an owned one is given to somebody else",
    { state: "acknowledged", owner },
    { kind: "assign", to: "bob" },
    undefined,
  ],
  ["an accepted one is not", { state: "accepted" }, { kind: "assign", to: "bob" }, "put aside"],
  ["a resolved one is not decided about", { state: "resolved" }, acknowledge, "over"],
  ["nor a closed one", { state: "closed", request }, approve, "over"],
  ["it is snoozed", {}, snooze(day(8)), undefined],
  ["but not a moment longer", {}, snooze(new Date(day(8).getTime() + 1)), "too long"],
  ["nor for no time", {}, snooze(day(1)), "in the past"],
  ["nor twice", { wasSnoozed: true }, snooze(day(2)), "snoozed before"],
  ["nor while it is snoozed", { state: "snoozed" }, snooze(day(2)), "put aside"],
  ["acceptance is asked for", {}, accept(day(91)), undefined],
  ["but not for longer", {}, accept(day(92)), "too long"],
  ["nor backwards", {}, accept(day(0)), "in the past"],
  ["nor beside another request", { request }, accept(day(9)), "request pending"],
  [
    "an accepted one is asked about anew before it ends",
    { state: "accepted", until: day(3) },
    accept(day(30)),
    undefined,
  ],
  ["a use of root is explained", { check: "root-unused" }, explain, undefined],
  ["anything else is not", {}, explain, "not a use of root"],
  ["nor one that is explained", { check: "root-unused", state: "explained" }, explain, "put aside"],
  ["a date is put off by as long again", {}, extend(day(14)), undefined],
  ["but not by more", {}, extend(day(15)), "too long"],
  ["nor put forward", {}, extend(day(6)), "in the past"],
  ["one without a date has none to put off", undated, extend(day(9)), "nothing due"],
  ["a request is approved", { request }, approve, undefined],
  ["none is not", {}, approve, "no request"],
  [
    "one for a time that has passed is not",
    { request: { ...request, until: day(1) } },
    approve,
    "in the past",
  ],
  [
    "one that has become too long is not",
    { severity: "critical", request: { ...request, until: day(32) } },
    approve,
    "too long",
  ],
  ["a request is declined", { request }, { kind: "decline" }, undefined],
  ["none is not declined", {}, { kind: "decline" }, "no request"],
  ["somebody else's request is not taken back", { request }, { kind: "withdraw" }, "not one's own request"],
  ["one's own is", { request: { ...request, by: "ann" } }, { kind: "withdraw" }, undefined],
  ["a snooze is taken back", { state: "snoozed" }, { kind: "reopen" }, undefined],
  ["an open one is open", {}, { kind: "reopen" }, "not put aside"],
])("%s", (_, given, decision, why) => {
  expect(judged(given, decision)?.why).toBe(why);
});

test("neither who asked nor who owns it approves", () => {
  expect(judged({ request }, approve, "bob")?.why).toBe("own request");
  expect(judged({ request, owner, state: "acknowledged" }, approve, "ann", true)?.why).toBe("own finding");
  expect(judged({ request, owner, state: "acknowledged" }, approve, "eve", false)).toBeUndefined();
});

test.each<[Severity, number, number]>([
  ["critical", 1, 30],
  ["high", 7, 90],
  ["medium", 30, 180],
  ["low", 30, 365],
])(
  "%s is snoozed for %i days and accepted for %i, and the latest date is said",
  (severity, snoozed, accepted) => {
    const limits = [
      { asked: snooze, days: snoozed },
      { asked: accept, days: accepted },
    ];
    for (const { asked, days } of limits) {
      expect(judged({ severity }, asked(day(1 + days)))).toBeUndefined();
      expect(judged({ severity }, asked(day(2 + days)))).toEqual({ why: "too long", latest: day(1 + days) });
    }
  },
);
