import { expect, test } from "vitest";
import type { FindingView } from "../../../src/domain/finding-view.ts";
import type { Alert, AlertCause } from "../../../src/domain/watch.ts";
import { alertsMessage } from "../../../src/slack/views/alerts.ts";
import { hostile, sampleViews, viewWith } from "./findings.ts";
import { HOSTILE, now } from "./samples.ts";
import { buttonsIn, expectSendable, wordsIn } from "./sendable.ts";

function alertsOf(...causes: readonly AlertCause[]): readonly Alert[] {
  return causes.map((cause, index) => ({ id: 12 + index, at: now, cause }));
}

function aboutAll(views: readonly FindingView[]) {
  const numbered = views.map((view, index) => ({ ...view, finding: { ...view.finding, id: index + 1 } }));
  const causes = numbered.map(
    ({ finding }) => ({ kind: "finding", findingId: finding.id, version: 1 }) as const,
  );
  return {
    alerts: alertsOf(...causes),
    views: new Map(numbered.map((view) => [view.finding.id, view])),
  };
}

const none: ReadonlyMap<number, FindingView> = new Map();
const accounts = Array.from({ length: 10 }, (_, index) => ({ id: `${index}`.repeat(12), name: HOSTILE }));

test("an alert leads with where something is wrong, says what, and lets somebody take it on", () => {
  const message = alertsMessage(aboutAll([viewWith()]), now);
  expectSendable(message);
  const { headline } = viewWith().finding.failure;
  expect(message.text).toBe(`prod-payments needs somebody now. ${headline}, prod-payments.`);
  const words = wordsIn(message);
  expect(words).toMatch(/^ prod-payments needs somebody now\./);
  expect(words).toMatch(/AL12 {2}· {2}/);
  const labels = buttonsIn(message);
  expect(labels).toEqual(["Acknowledge", "Re-check"]);
});

test.each(sampleViews)("shows a finding that is %s, and whatever AWS calls things", (_, view) => {
  expectSendable(alertsMessage(aboutAll([view]), now));
  expectSendable(alertsMessage(aboutAll([hostile(view)]), now));
});

test("what somebody has taken on comes last, and is said when it is all", () => {
  const taken = viewWith({ state: "acknowledged", owner: { id: "U01", since: now } });
  const both = alertsMessage(aboutAll([taken, viewWith()]), now);
  expect(buttonsIn(both)[0]).toBe("Acknowledge");
  expect(both.text).toMatch(/^prod-payments needs somebody now\./);
  expect(alertsMessage(aboutAll([taken]), now).text).toMatch(/^Nothing here waits for somebody any more\./);
});

test("five hundred findings fit, five at most in full, the others counted with the way to them", () => {
  const message = alertsMessage(aboutAll(Array.from({ length: 500 }, () => viewWith())), now);
  expectSendable(message);
  expect(message.text).toMatch(/^500 critical findings need somebody now\./);
  const labels = buttonsIn(message);
  expect(labels.filter((label) => label === "Acknowledge")).toHaveLength(5);
  expect(labels).toContain("And 495 more");
  expect(wordsIn(message)).toContain("AL12–AL511  ·");
  expectSendable(alertsMessage(aboutAll(Array.from({ length: 500 }, () => hostile(viewWith()))), now));
});

test("every alert is named by its id, however they lie", () => {
  const { alerts, views } = aboutAll(Array.from({ length: 500 }, () => hostile(viewWith())));
  const named = (numberOf: (index: number) => number) => {
    const numbered = alerts.map((alert, index) => ({ ...alert, id: numberOf(index) }));
    const message = alertsMessage({ alerts: numbered, views }, now);
    expectSendable(message);
    return wordsIn(message).match(/AL\d+(–AL\d+)?/g);
  };
  expect(named((index) => 511 - index)).toEqual(["AL12–AL511"]);
  expect(named((index) => (index < 3 ? 7 + index : index + 100))).toEqual(["AL7–AL9", "AL103–AL599"]);
  const apart = named((index) => 1_000_000 + 2 * index);
  expect(apart).toEqual(Array.from({ length: 500 }, (_, index) => `AL${1_000_000 + 2 * index}`));
});

test("accounts that cannot be read any more are named, and audits that broke off say why", () => {
  const codes = ["access-denied", "throttled"] as const;
  const causes: readonly AlertCause[] = [
    {
      kind: "coverage",
      auditId: 87,
      scope: { kind: "unit", unitId: "ou-e1x4-1a2b3c4d", path: HOSTILE },
      lost: 12,
      accounts: accounts.map((account, index) => ({ ...account, why: codes[index % 2] ?? "unreachable" })),
    },
    { kind: "audit", auditId: 88, trouble: `AWS could not be reached ${HOSTILE}` },
  ];
  const message = alertsMessage({ alerts: alertsOf(...causes), views: none }, now);
  expectSendable(message);
  expect(wordsIn(message)).toMatch(
    /^ 12 accounts cannot be read any more\. Access denied: .+\. Throttled by AWS: .+\. And 2 more accounts\. Audit A87 could not, .*Audit A88 did not come to its end\. AWS/,
  );
  expect(message.text).toMatch(/Access denied: .+ Throttled by AWS: /);
  expect(JSON.stringify(message.blocks)).toMatch(/"audit_again".*"value":"unit ou-e1x4-1a2b3c4d"/);
  expect(buttonsIn(message)).toEqual(["Audit again"]);
  const many = Array.from({ length: 20 }, () => causes).flat();
  const { alerts, views } = aboutAll([hostile(viewWith()), viewWith()]);
  const mixed = { alerts: [...alerts, ...alertsOf(...many)], views };
  expectSendable(alertsMessage(mixed, now));
  expect(wordsIn(alertsMessage(mixed, now))).toContain("And 36 more audits in trouble.");
});

test("of accounts whose reason was not kept that is said; nothing is offered where the scope was not either", () => {
  const [first = { id: "", name: "" }] = accounts;
  const cause = { kind: "coverage", auditId: 87, lost: 1, accounts: [{ ...first, name: "prod" }] } as const;
  const message = alertsMessage({ alerts: alertsOf(cause), views: none }, now);
  expectSendable(message);
  expect(message.text).toBe(
    "1 account cannot be read any more. Reason not kept: prod. Audit A87 could not, the one before it could.",
  );
  expect(buttonsIn(message)).toEqual([]);
});
