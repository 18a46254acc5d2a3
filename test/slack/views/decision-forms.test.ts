import { describe, expect, test } from "vitest";
import { longestPolicy } from "../../../src/domain/finding-policy.ts";
import { severities } from "../../../src/domain/result.ts";
import * as forms from "../../../src/slack/views/decision-forms.ts";
import { severalForm } from "../../../src/slack/views/several.ts";
import { daysFromNow, hostile, sampleViews, viewWith } from "./findings.ts";
import { now } from "./samples.ts";
import { expectModalSendable } from "./sendable.ts";

const context = { user: "U1", channel: "C1", policy: longestPolicy, now };

const all = [
  ["assign", forms.assignForm],
  ["snooze", forms.snoozeForm],
  ["accept", forms.acceptForm],
  ["explain", forms.explainForm],
  ["extend", forms.extendForm],
  ["reopen", forms.reopenForm],
  ["decline", forms.declineForm],
] as const;

describe.each(all)("the form to %s", (_name, form) => {
  test("can be shown of every finding", () => {
    for (const [, view] of sampleViews) expectModalSendable(form({ ...context, view: hostile(view) }));
    for (const severity of severities)
      expectModalSendable(form({ ...context, view: viewWith({ severity }) }));
  });

  test("knows what it is about, with the version that was seen", () => {
    const { private_metadata } = form({ ...context, view: viewWith({ id: 2 ** 31 - 1 }) });
    expect(JSON.parse(private_metadata ?? "")).toMatchObject({
      findingId: 2 ** 31 - 1,
      version: 3,
      channel: "C1",
    });
  });
});

test.each([
  [1, ["1"]],
  [2, ["1", "2"]],
  [7, ["1", "3", "7"]],
  [10, ["1", "3", "7", "10"]],
  [30, ["1", "3", "7", "14", "30"]],
])("at most %i days of rest can be chosen as %j", (longest, days) => {
  expect(forms.snoozeChoices(longest, now).map(({ value }) => value)).toEqual(days);
});

test.each([
  ["a day that has passed", { dueAt: daysFromNow(-3) }, "After 20 Nov 2026, and by 24 Nov 2026."],
  ["a day to come", { dueAt: daysFromNow(1) }, "After 24 Nov 2026, and by 25 Nov 2026."],
])("from %s the due date can be put off by as long as it first had", (_what, given, hint) => {
  expect(JSON.stringify(forms.extendForm({ ...context, view: viewWith(given) }))).toContain(hint);
});

test("several are chosen from at most ten, and none is no form", () => {
  const views = sampleViews.map(([, view], index) =>
    hostile({ ...view, finding: { ...view.finding, id: index } }),
  );
  const modal = severalForm(views, context);
  expectModalSendable(modal);
  expect(JSON.stringify(modal)).toContain('"value":"9 3"');
  expect(JSON.stringify(modal)).not.toContain('"value":"10 3"');
  expectModalSendable(severalForm([], context));
  expect(severalForm([], context).submit).toBeUndefined();
});
