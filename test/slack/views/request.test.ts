import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/domain/finding.ts";
import { recordMessage } from "../../../src/slack/views/finding-record.ts";
import { reminderMessage, unownedAlert } from "../../../src/slack/views/reminder.ts";
import { requestMessage, requestOutcomeMessage } from "../../../src/slack/views/request.ts";
import { daysFromNow, hostile, request, sampleEvents, sampleViews, viewWith } from "./findings.ts";
import { now } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

describe("a request", () => {
  test.each([
    ["accept", "asks to accept the risk of F12"],
    ["explain", "explains F12"],
    ["extend", "asks for a later due date of F12"],
  ] as const)("to %s has all that an approver needs", (kind, words) => {
    const message = requestMessage(viewWith({ request: { ...request, kind } }), ["U2", "S3"], now);
    expectSendable(message);
    expect(wordsIn(message)).toContain(words.replace(" F12", " "));
    for (const part of [
      "Waits for the vendor",
      "Meanwhile: Its use",
      "SEC-12",
      "prod-payments",
      "Approve",
      "Decline…",
    ])
      expect(wordsIn(message)).toContain(part);
    expect(JSON.stringify(message.blocks)).toContain('"value":"12 3"');
  });

  test("can be shown of everything, by however many it may be answered", () => {
    const approvers = Array.from({ length: 40 }, (_, index) => `U${index}`);
    for (const [, view] of sampleViews) {
      const asked = { ...hostile(view), finding: { ...hostile(view).finding, request } };
      expectSendable(requestMessage(asked, approvers, now));
      expectSendable(requestMessage(asked, [], now));
    }
  });

  test("that is gone says so, without buttons", () => {
    const message = requestMessage(viewWith(), [], now);
    expect(message.text).toBe("Nothing is asked about F12 any more.");
  });

  test("turns into its outcome, whatever that was", () => {
    for (const event of sampleEvents)
      for (const [, view] of sampleViews) {
        const message = requestOutcomeMessage(hostile(view), event);
        expectSendable(message);
        expect(JSON.stringify(message)).not.toContain("request_approve");
      }
  });
});

test("what happened is kept in the thread without a mention", () => {
  for (const event of sampleEvents) {
    const message = recordMessage(hostile(viewWith()), event, () => "Olivia <!here>");
    expectSendable(message);
    expect(JSON.stringify(message)).not.toMatch(/"type":"user|<@|<!subteam/);
  }
  const acknowledged = { at: now, by: "U1", what: { kind: "acknowledge" } } as const;
  expect(recordMessage(viewWith(), acknowledged, () => "Olivia").text).toBe(
    "F12, prod-payments: Olivia acknowledged it.",
  );
});

test("a reminder groups what is due by when it is, and shows as much as fits", () => {
  const why = ["overdue", "due today", "due tomorrow", "overdue, told as the owner's lead"] as const;
  const items = why.map((each) => ({ view: viewWith({ dueAt: daysFromNow(1) }), why: each }));
  const message = reminderMessage({ to: "U1", items }, now);
  expectSendable(message);
  expect(message.text).toBe(
    "4 findings need you: 1 overdue, 1 due today, 1 due tomorrow, 1 overdue, told as the owner's lead",
  );
  const listsOf = (shown: typeof items) =>
    JSON.stringify(reminderMessage({ to: "U1", items: shown }, now)).match(/(mine|overdue) 0/g);
  expect([listsOf(items), listsOf(items.slice(0, 3)), listsOf(items.slice(3))]).toEqual([
    ["mine 0", "overdue 0"],
    ["mine 0"],
    ["overdue 0"],
  ]);
  const many = Array.from({ length: 60 }, () => ({ view: hostile(viewWith()), why: "overdue" as const }));
  expectSendable(reminderMessage({ to: "U1", items: many }, now));
});

test("an alert says that nobody owns what is critical, with the button that changes it", () => {
  const message = unownedAlert([viewWith()], now);
  expectSendable(message);
  expect(message.text).toBe("Nobody owns F12, and it is critical. Root access key is active, prod-payments");
  expect(wordsIn(message)).toContain("Acknowledge");
  const many = Array.from({ length: 30 }, () => hostile(viewWith()));
  expectSendable(unownedAlert(many, now));
  expect(wordsIn(unownedAlert(many, now))).toContain("And ");
  const taken = many.map(({ finding, ...view }) => ({
    ...view,
    finding: { ...finding, state: "snoozed" as const },
  }));
  expectSendable(unownedAlert([...many, ...taken], now));
});

test.each<[string, Partial<Finding>, string]>([
  ["somebody owns it", { state: "acknowledged", owner: { id: "U1", since: now } }, " owns F12: "],
  ["it was put aside", { state: "snoozed" }, "F12 is snoozed: "],
  ["it is over", { state: "resolved" }, "F12 is resolved: "],
])("an alert says so once %s, without a button", (_, given, words) => {
  const message = unownedAlert([viewWith(given)], now);
  expectSendable(message);
  expect(message.text).toContain("Nobody has to take this on any more.");
  expect(wordsIn(message).replaceAll("*", "")).toContain(words);
  expect(JSON.stringify(message)).not.toContain('"button"');
  expect(JSON.stringify(unownedAlert([viewWith(), viewWith(given)], now))).toContain('"button"');
});
