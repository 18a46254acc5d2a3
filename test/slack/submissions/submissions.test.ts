import { describe, expect, test } from "vitest";
import { longestPolicy } from "../../../src/domain/finding-policy.ts";
import { readForm } from "../../../src/slack/forms.ts";
import { untilIn } from "../../../src/slack/submissions/decision-submission.ts";
import { submissions } from "../../../src/slack/submissions/index.ts";
import { now } from "../views/samples.ts";

function sent(about: unknown, values: Readonly<Record<string, object>> = {}) {
  const filled = Object.entries(values).map(([name, value]) => [name, { input: value }]);
  return readForm({ private_metadata: JSON.stringify(about), state: { values: Object.fromEntries(filled) } });
}

const forged: readonly unknown[] = [
  null,
  {},
  { findingId: "12", version: 3, channel: "C1" },
  { findingId: -1, version: 3, channel: "C1" },
  { findingId: 12, version: 3, channel: "C1", latest: "tomorrow" },
];

describe.each(submissions.map((each) => [each.title, each] as const))("%s", (_title, submission) => {
  test("takes no form that says nonsense of what it is about", () => {
    for (const about of forged)
      expect(
        () => submission.read(sent(about), { now, policy: longestPolicy }),
        JSON.stringify(about),
      ).toThrow("older message");
  });

  test("is nothing for viewers", () => {
    expect([submission.needs].flat()).not.toContain("viewer");
  });
});

test.each([
  ["no form at all", undefined],
  ["a form about what is no JSON", { private_metadata: "{", state: { values: {} } }],
  ["a field that is none", { private_metadata: "{}", state: { values: { one: { input: "x" } } } }],
  ["more than a field takes", sentWith("x".repeat(1_001))],
])("%s is nobody's of ours", (_, view) => {
  expect(() => readForm(view)).toThrow("older message");
});

test("what databases do not take is left out of what is typed", () => {
  expect(readForm(sentWith(" one\u0000two \ud800")).text("one")).toBe("one two \ufffd");
});

function sentWith(value: string) {
  return { private_metadata: "{}", state: { values: { one: { input: { value } } } } };
}

describe("the day until which something is asked", () => {
  const about = { findingId: 12, version: 3, channel: "C1", latest: "2026-12-23" };
  test.each([
    ["2026-12-23", undefined],
    ["2026-11-24", undefined],
    ["2026-12-24", "At most until 23 Dec 2026."],
    ["2026-11-23", "Choose a day that lies ahead."],
    ["2026-02-31", "Choose a day."],
    ["", "Choose a day."],
  ])("%j: %s", (text, fault) => {
    const { faults } = untilIn(sent(about, { until: { selected_date: text } }), { now, about });
    expect(faults).toEqual(fault ? { until: fault } : {});
  });
});
