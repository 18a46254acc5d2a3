import { describe, expect, test } from "vitest";
import type { FindingUseCases } from "../../src/slack/use-cases.ts";
import { ask } from "../support/conversation.ts";
import { beginDeciding, chooseMore, type Decided, shown, typed } from "./deciding.ts";
import { begin, controlIn, user } from "./sample-app.ts";
import { sampleFindings } from "./views/findings.ts";

describe("a form", () => {
  test("shows what is wrong beside its fields, then what came of it in its place", async () => {
    const { slack, decided } = await beginDeciding();
    const view = await chooseMore(slack, "accept 12 3", "Why the risk");
    const bad = typed({ reason: { value: "too short" }, until: { selected_date: "2029-01-01" } });
    const { answer } = await slack.submit({ user, view, values: bad });
    expect(answer).toEqual({
      response_action: "errors",
      errors: {
        reason: "Say it in at least 10 characters.",
        control: "Say what holds the risk down meanwhile.",
        until: expect.stringMatching(/^At most until /),
      },
    });
    expect(decided).toEqual([]);
    const good = typed({
      reason: { value: " Waits for the vendor " },
      control: { value: "Alerted on" },
    });
    await slack.submit({ user, view, values: good });
    await shown(slack, "Asked for F12. An approver");
    expect(decided).toMatchObject([
      {
        findingId: 12,
        version: 3,
        by: user,
        decision: {
          kind: "ask to accept",
          reason: "Waits for the vendor",
          compensatingControl: "Alerted on",
        },
      },
    ]);
  });

  test.each([
    ["assign 12 3", "Who takes care", { assignee: { selected_user: "U2" } }, { kind: "assign", to: "U2" }],
    ["snooze 12 3", "For how long", {}, { kind: "snooze", until: expect.any(Date) }],
    [
      "explain 12 3",
      "What root was used for",
      { reason: { value: "Closed an account" }, ticket: { value: "SEC-1" } },
      { kind: "explain", reason: "Closed an account", ticket: "SEC-1" },
    ],
    [
      "extend 12 3",
      "Due on",
      { reason: { value: "The vendor is late" } },
      { kind: "ask to extend", reason: "The vendor is late", until: expect.any(Date) },
    ],
    ["reopen 12 3", "open again at once", {}, { kind: "reopen" }],
  ])("%s decides %o", async (choice, filled, values, decision) => {
    const { slack, decided } = await beginDeciding();
    const view = await chooseMore(slack, choice, filled);
    await slack.submit({ user, view, values: typed(values) });
    await shown(slack, "F12");
    await expect.poll(() => decided).toMatchObject([{ findingId: 12, version: 3, decision }]);
  });

  test("is done once however often it is delivered", async () => {
    const seen = new Set<string>();
    const decided: Decided[] = [];
    const decide: FindingUseCases["decide"] = async (request) => {
      decided.push(request);
      return sampleFindings().decide(request);
    };
    const { slack } = await begin({
      findings: sampleFindings({ decide }),
      firstTime: async (delivery) => !seen.has(delivery) && seen.add(delivery).size > 0,
    });
    const view = await chooseMore(slack, "reopen 12 3", "open again at once");
    await slack.submit({ user, view });
    await shown(slack, "F12 is open again");
    await slack.redeliver();
    expect(decided).toHaveLength(1);
  });

  test.each(["history 12 3", "remedy 12 3"])("%s is only read", async (choice) => {
    const { slack } = await begin();
    await chooseMore(slack, choice, choice.startsWith("history") ? "What happened" : "rootcheck reads only");
    const { modals } = await slack.state(user);
    expect(modals.at(-1)?.view).not.toHaveProperty("submit");
  });

  test.each(["nonsense 12 3", "assign", "assign x 3"])(
    "%s is from no message of this release",
    async (choice) => {
      const { slack } = await begin();
      await chooseMore(slack, choice, "This button is from an older message.");
    },
  );
});

test("several findings are decided about at once, each told by itself", async () => {
  const { slack, decided } = await beginDeciding();
  const message = await ask(slack, { user, text: "findings" });
  const { block_id, ...button } = controlIn(message.blocks, "findings_several");
  const source = { channel: message.channel, ts: message.ts };
  await slack.action({ user, source, action: { ...button, block_id } });
  const view = await shown(slack, "What is decided about each");
  const none = await slack.submit({ user, view });
  expect(none.answer).toMatchObject({ errors: { findings: "Choose at least one." } });
  const selected_options = ["2 3", "12 3"].map((value) => ({
    text: { type: "plain_text", text: value },
    value,
  }));
  const selected_option = { text: { type: "plain_text", text: "Snooze" }, value: "acknowledge" };
  await slack.submit({
    user,
    view,
    values: typed({ findings: { selected_options }, decision: { selected_option } }),
  });
  await shown(slack, "Done for 2 of 2 findings.");
  expect(decided.map(({ findingId, decision }) => [findingId, decision.kind])).toEqual([
    [2, "acknowledge"],
    [12, "acknowledge"],
  ]);
});
