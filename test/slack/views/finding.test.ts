import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { FindingView } from "../../../src/domain/finding-view.ts";
import { viewBlocks } from "../../../src/slack/views/finding.ts";
import { historyModal } from "../../../src/slack/views/finding-history.ts";
import {
  daysFromNow,
  hostile,
  openFinding,
  prodPayments,
  sampleBaseline,
  sampleEvents,
  sampleViews,
  viewWith,
} from "./findings.ts";
import { auditReport, now } from "./samples.ts";
import { expectModalSendable, expectSendable, wordsIn } from "./sendable.ts";
import { organizationReport, sampleStanding, sentResult } from "./standings.ts";

const actions = z.object({
  type: z.literal("actions"),
  elements: z.array(
    z.object({
      text: z.object({ text: z.string() }).optional(),
      value: z.string().optional(),
      options: z.array(z.object({ value: z.string() })).optional(),
    }),
  ),
});

/** The labels of the buttons, and the verbs of the menu. */
function offeredBy(view: FindingView): readonly string[] {
  const { elements } = actions.parse(viewBlocks(view, now).at(-1));
  return elements.flatMap(({ text, options = [] }) => [
    ...(text ? [text.text] : []),
    ...options.map(({ value }) => value.replace(/ 12 3$/, "")),
  ]);
}

function wordsOf(view: FindingView): string {
  return wordsIn({ text: "", blocks: viewBlocks(view, now) });
}

describe.each(sampleViews)("a finding that is %s", (_what, view, offered) => {
  test("offers what makes sense now, with its number and version", () => {
    expect(offeredBy(view)).toEqual(offered);
  });

  test("can be shown whatever AWS calls things, and so can its history", () => {
    for (const each of [view, hostile(view)]) {
      expectSendable({ text: "a finding", blocks: viewBlocks(each, now) });
      expectModalSendable(historyModal(each, sampleEvents, now));
    }
  });
});

test.each([
  ["open for days", viewWith(), "critical  ·  open 12 days\n"],
  ["found today", viewWith({ firstSeen: now }), "critical\n"],
  ["due", viewWith(), "due <!date^1795597440^{date_short_pretty}|25 Nov 2026>"],
  ["overdue", viewWith({ dueAt: daysFromNow(-1) }), "*overdue* since <!date^"],
  ["without a date", viewWith({ owner: { id: "U1", since: now } }), "<@U1> had it before"],
  [
    "owned",
    viewWith({ state: "acknowledged", owner: { id: "U1", since: now } }),
    "<@U1> owns it since <!date^",
  ],
  [
    "somebody's by rule",
    viewWith({}, { ruledOwner: { id: "S1", because: "tag" } }),
    "falls to <!subteam^S1>",
  ],
  ["open again", viewWith({ reopened: 2 }), "came back 2 times"],
  [
    "not read any more",
    viewWith({ stale: { since: daysFromNow(-3), reason: "access denied" } }),
    "not read since 2026-11-20: access denied",
  ],
])("%s: says so", (_what, view, words) => {
  expect(wordsOf(view)).toContain(words);
});

test("nobody is told a due date of what is put aside or over", () => {
  for (const state of ["snoozed", "accepted", "explained", "resolved", "closed"] as const)
    expect(wordsOf(viewWith({ state, dueAt: daysFromNow(-1) }))).not.toMatch(/due|overdue/);
});

test("a history tells everything, newest first, and what the answer was read from", () => {
  const words = wordsIn(historyModal(viewWith(), sampleEvents, now));
  expect(words.indexOf("Resolved: AWS says")).toBeGreaterThan(0);
  expect(words.indexOf("Resolved: AWS says")).toBeLessThan(words.indexOf("Found, critical"));
  expect(words).not.toContain("Somebody decided");
});

test("a history that is too long says how much it leaves out", () => {
  const events = Array.from({ length: 100 }, () => sampleEvents[1]).filter((event) => event !== undefined);
  const modal = historyModal(viewWith(), events, now);
  expectModalSendable(modal);
  expect(wordsIn(modal)).toContain("60 older events in the audit log");
});

describe("a failure in the result of an audit", () => {
  const { id: accountId } = prodPayments;
  const organization = organizationReport({ state: "finished" }, sampleStanding);

  test.each([
    ["of the organization", organization],
    [
      "of one account",
      auditReport({ scope: { kind: "account", accountId } }, prodPayments, [openFinding.failure]),
    ],
  ])("%s has its finding's buttons, and those of a mere failure without one", (_what, report) => {
    const withFinding = sentResult({ ...report, findings: [viewWith()] });
    expect(wordsIn(withFinding)).toContain("Acknowledge");
    expect(JSON.stringify(withFinding.blocks)).toContain('"value":"assign 12 3"');
    expect(wordsIn(sentResult(report))).not.toContain("Acknowledge");
    expect(wordsIn(sentResult({ ...report, findings: [viewWith({ check: "root-mfa" })] }))).not.toContain(
      "Acknowledge",
    );
  });

  test("stands under the baseline as long as its clock is not started", () => {
    const message = sentResult({ ...organization, baseline: sampleBaseline, findings: [viewWith()] });
    expect(wordsIn(message)).toContain("Start the clock");
  });
});
