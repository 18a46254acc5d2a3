import { describe, expect, test } from "vitest";
import type { Permission } from "../../src/access/access.ts";
import { ask, press, spoken } from "../support/conversation.ts";
import { sampleAccount } from "../support/root-facts.ts";
import {
  accountScope,
  begin,
  choose,
  controlIn,
  offered,
  organization,
  pageShown,
  turn,
  unit,
  unitScope,
  user,
} from "./sample-app.ts";
import { audited } from "./views/standings.ts";

const refused: Permission = { allowed: false, why: "no-role", whoCan: [] };

describe("/rootcheck alone", () => {
  test("shows the overview, to the asker alone", async () => {
    const { slack } = await begin();
    const message = await ask(slack, { user, text: "" });
    expect(message.ephemeralTo).toBe(user);
    expect(message.text).toMatch(/^3 of 42 accounts need attention: /);
  });

  test("lets one search for an account by typing, and shows the one that is chosen", async () => {
    const { slack } = await begin();
    const message = await ask(slack, { user, text: "" });
    const text = { type: "plain_text", text: `pay of 50 · ${sampleAccount.id}`, emoji: false };
    expect(await offered(slack, message, "account_chosen")).toEqual({
      options: [{ text, value: sampleAccount.id }],
    });
    const answer = await choose(slack, message, "account_chosen", sampleAccount.id);
    expect(answer).toMatchObject({ ephemeralTo: user, text: "Production: no findings, 8 checks pass" });
  });
});

describe("the findings", () => {
  test("open in a modal, and are turned page by page and back", async () => {
    const { slack } = await begin();
    const message = await ask(slack, { user, text: "overview" });
    const { block_id, ...button } = controlIn(message.blocks, "findings_all");
    const source = { channel: message.channel, ts: message.ts };
    await slack.action({ user, source, action: { ...button, block_id, value: "87" } });
    expect(await pageShown(slack, "1 to 15")).toContain("a-14");
    await turn(slack, "findings_next");
    expect(await pageShown(slack, "16 to 30")).toContain("a-29");
    await turn(slack, "findings_next");
    expect(await pageShown(slack, "31 to 33")).not.toContain("Next");
    await turn(slack, "findings_previous");
    expect(await pageShown(slack, "16 to 30")).toContain("Audit A87  ·  33 findings");
  });
});

describe("/rootcheck audit", () => {
  test.each([
    ["", organization, "Auditing the organization (audit A88). The result is posted here."],
    [unit.id, unitScope, "Auditing Prod (audit A88). The result is posted here."],
    [sampleAccount.id, accountScope, "Auditing Production (audit A88). The result is posted here."],
  ])("%j audits %o", async (words, scope, answer) => {
    const { slack, asked } = await begin();
    const message = await ask(slack, {
      user,
      text: `audit ${words}`,
      until: ({ text }) => text.includes("A88"),
    });
    expect(message.text).toBe(answer);
    expect(asked).toEqual([scope]);
  });

  test.each([
    [`unit ${unit.id}`, unitScope],
    [sampleAccount.id, accountScope],
    [`account ${sampleAccount.id}`, accountScope],
    ["organization", organization],
  ])("of what several are called offers a menu; %s is then audited", async (value, scope) => {
    const { slack, asked } = await begin();
    const message = await ask(slack, { user, text: "audit prod" });
    expect(message.text).toBe("2 accounts and units are called prod. Choose one, or ask by id.");
    expect(spoken(message.blocks)).toContain("prod  ·  Workloads / Live · suspended");
    const answer = await choose(slack, message, "audit_again", value);
    expect(answer?.text).toContain("(audit A88)");
    expect(asked).toEqual([scope]);
  });

  test.each([
    ["unit ou-gone-12345678", "Unit ou-gone-12345678 is not in the organization any more."],
    ["account 999999999999", "Account 999999999999 is not in the organization any more."],
    ["finding F12", "This button is from an older message. Ask for the account again."],
  ])("from a button with %s says what is wrong with it", async (value, answer) => {
    const { slack, asked } = await begin();
    const message = await ask(slack, { user, text: "audit prod" });
    expect((await choose(slack, message, "audit_again", value))?.text).toBe(answer);
    expect(asked).toEqual([]);
  });

  test("of what nothing is called offers the nearest, and a search", async () => {
    const { slack } = await begin();
    const message = await ask(slack, { user, text: "audit prd" });
    expect(message.text).toBe("No account or organizational unit is called prd. Nearest: Prod");
    expect(await offered(slack, message, "audit_again")).toMatchObject({
      options: [{ value: sampleAccount.id }],
    });
  });

  test("too soon after the last offers what that one found", async () => {
    const againAt = new Date("2026-11-23T10:00:00Z");
    const { slack } = await begin({
      requestAudit: async () => ({ kind: "too-soon", latest: audited, againAt }),
    });
    const message = await ask(slack, { user, text: "audit" });
    expect(message.text).toMatch(/^The organization was audited /);
    const { block_id, ...button } = controlIn(message.blocks, "findings_all");
    const source = { channel: message.channel, ts: message.ts };
    await slack.action({ user, source, action: { ...button, block_id } });
    expect(await pageShown(slack, "1 to 15")).toContain("a-0");
  });
});

test.each(["digest constructor", "digest __proto__", "watch constructor", "watch __proto__"])(
  "%s is no more a command than any other word",
  async (text) => {
    const { slack } = await begin();
    expect(spoken((await ask(slack, { user, text })).blocks)).toContain(`There is no “${text}”`);
  },
);

test("a command that is longer than anything there is a name for is not looked into", async () => {
  const { slack } = await begin();
  const message = await ask(slack, { user, text: `tasks ${"a".repeat(2_000)}` });
  expect(message.text).toMatch(/^That is too long to be understood/);
});

test("an account of a name that several have is chosen from a menu", async () => {
  const { slack } = await begin();
  const message = await ask(slack, { user, text: "account prod" });
  expect(message.text).toBe("2 accounts are called prod. Choose one, or ask by id.");
  const answer = await choose(slack, message, "account_chosen", sampleAccount.id);
  expect(answer?.text).toBe("Production: no findings, 8 checks pass");
});

test("who may not audit is told so at the press of the button", async () => {
  const { slack, asked } = await begin({
    access: { mayAct: async (_, role) => (role === "operator" ? refused : { allowed: true }) },
  });
  const message = await ask(slack, { user, text: "" });
  const answer = await press(slack, { user, message, label: "Audit now" });
  expect(answer.text).toMatch(/^You have no role in rootcheck that allows this\./);
  expect(asked).toEqual([]);
});
