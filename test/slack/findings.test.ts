import { describe, expect, test } from "vitest";
import { FindingGoneError } from "../../src/findings/decide.ts";
import { cast } from "../../src/local-slack/workspace.ts";
import type { FindingUseCases } from "../../src/slack/use-cases.ts";
import { ask, press, spoken } from "../support/conversation.ts";
import { beginDeciding } from "./deciding.ts";
import { begin, user } from "./sample-app.ts";
import { sampleFindings, viewWith } from "./views/findings.ts";

describe("/rootcheck findings", () => {
  test("lists them to the asker alone, and is turned in place", async () => {
    const { slack } = await begin();
    const first = await ask(slack, { user, text: "findings" });
    expect(first).toMatchObject({ ephemeralTo: user, text: "12 open findings: 12 critical" });
    const next = await press(slack, { user, message: first, label: "Next" });
    expect(spoken(next.blocks)).toContain("6 to 10");
    const last = await press(slack, { user, message: next, label: "Next" });
    expect(spoken(last.blocks)).toContain("11 to 12");
    const back = await press(slack, { user, message: last, label: "Previous" });
    expect(spoken(back.blocks)).toContain("6 to 10");
  });

  test.each([
    ["findings", { filter: "open", offset: 0 }],
    ["findings OVERDUE", { filter: "overdue", offset: 0 }],
    ["findings 1111-2222-3333", undefined],
    ["findings 111122223333", { filter: "open", offset: 0, accountId: "111122223333" }],
    ["findings mine 111122223333", { filter: "mine", offset: 0, accountId: "111122223333" }],
  ])("%s asks for %o", async (text, query) => {
    const asked: unknown[] = [];
    const list: FindingUseCases["list"] = async (wanted) => {
      asked.push(wanted);
      return sampleFindings().list(wanted);
    };
    const { slack } = await begin({ findings: sampleFindings({ list }) });
    await ask(slack, { user, text });
    expect(asked).toEqual(query ? [{ ...query, asker: user, limit: 5 }] : []);
  });

  test("shows the last page there is where the list has become shorter", async () => {
    const counts = { critical: 6, high: 0, medium: 0, low: 0, info: 0 };
    let total = 12;
    const { slack } = await begin({
      findings: sampleFindings({
        list: async ({ offset }) => ({ total, counts, findings: offset < total ? [viewWith()] : [] }),
      }),
    });
    const first = await ask(slack, { user, text: "findings" });
    total = 4;
    const next = await press(slack, { user, message: first, label: "Next" });
    expect(spoken(next.blocks)).toContain("1 to 1");
  });
});

describe("a button of a finding", () => {
  test("acknowledges whatever version the message shows, and answers the person alone", async () => {
    const { slack, decided } = await beginDeciding();
    const message = await ask(slack, { user, text: "findings" });
    const answer = await press(slack, { user, message, label: "Acknowledge" });
    expect(answer.ephemeralTo).toBe(user);
    expect(answer.text).toMatch(/^You own F12 now, due /);
    expect(decided).toEqual([
      { findingId: 1, by: user, place: message.channel, decision: { kind: "acknowledge" } },
    ]);
  });

  test("leaves the list as it is now below what came of it, in the place of the list", async () => {
    const { slack } = await begin();
    const message = await ask(slack, { user, text: "findings" });
    const before = (await slack.state(user)).messages.length;
    const answer = await press(slack, { user, message, label: "Acknowledge" });
    expect(spoken(answer.blocks)).toMatch(/^You own F12 now[\s\S]*Worst first/);
    expect((await slack.state(user)).messages).toHaveLength(before);
  });

  test("leaves the list alone where it may not be pressed", async () => {
    const whoCan: readonly string[] = [cast.operator];
    const refuse = async (_: string, needs: unknown) =>
      needs === "viewer"
        ? { allowed: true as const }
        : { allowed: false as const, why: "no-role" as const, whoCan };
    const { slack } = await begin({ access: { mayAct: refuse } });
    const message = await ask(slack, { user, text: "findings" });
    const before = (await slack.state(user)).messages.length;
    const answer = await press(slack, { user, message, label: "Acknowledge" });
    expect(answer.text).toMatch(/^You have no role/);
    expect((await slack.state(user)).messages).toHaveLength(before + 1);
  });

  test("re-checks, and says what AWS says now", async () => {
    const { slack } = await begin();
    const message = await ask(slack, { user, text: "findings" });
    const answer = await press(slack, { user, message, label: "Re-check" });
    expect(answer.text).toMatch(/^F12 still fails: /);
  });

  test("says what went wrong in the use case's own words", async () => {
    const { slack } = await beginDeciding({ decide: () => Promise.reject(new FindingGoneError(1)) });
    const message = await ask(slack, { user, text: "findings" });
    const answer = await press(slack, { user, message, label: "Acknowledge" });
    expect(answer.text).toBe("There is no finding F1. Ask for the findings again.");
  });
});
