import { describe, expect, test } from "vitest";
import { noScopeMessage, severalScopesMessage } from "../../../src/slack/views/scope-choice.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import { HOSTILE, sampleAccounts } from "./samples.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";

const prod = { id: "ou-e1x4-1a2b3c4d", name: "Prod", idPath: ["ou-e1x4-1a2b3c4d"], path: ["Cloud", "Prod"] };
const accounts = sampleAccounts.map(([, account]) => account);
const units = Array.from({ length: 200 }, () => ({ ...prod, path: [HOSTILE.repeat(9), HOSTILE.repeat(9)] }));

describe.each(["prod", HOSTILE, "x".repeat(2_000)])("asked for %s", (words) => {
  test.each([
    ["accounts", { accounts, units: [] }],
    ["units", { accounts: [], units }],
    ["both", { accounts, units: units.slice(0, 3) }],
  ])("which several %s are called", (_what, found) => {
    expectSendable(severalScopesMessage(words, found));
  });

  test("which nothing is called", () => {
    expectSendable(noScopeMessage(words, { accounts: [], units: [] }));
    expectSendable(noScopeMessage(words, { accounts: accounts.slice(0, 3), units: units.slice(0, 3) }));
  });
});

test("several: units with their path and how to ask, accounts with what tells them apart, and a menu of all", () => {
  const message = severalScopesMessage("prod", { accounts: [sampleAccount], units: [prod] });
  expect(message.text).toBe("2 accounts and units are called prod. Choose one, or ask by id.");
  expect(linesIn(message)).toEqual([
    "2 accounts and units are called prod. Choose one, or ask by id:",
    "Cloud / Prod  ·  unit  /rootcheck audit ou-e1x4-1a2b3c4d",
    "Production  ·  Workloads / Live  /rootcheck audit 111122223333",
    expect.any(String),
  ]);
  expect(message.blocks.at(-1)).toMatchObject({
    elements: [
      {
        type: "static_select",
        action_id: "audit_again",
        options: [
          { value: "unit ou-e1x4-1a2b3c4d", text: { text: "Cloud / Prod" } },
          { value: "111122223333", text: { text: "Production · 111122223333" } },
        ],
      },
    ],
  });
});

test.each([
  [{ accounts: [sampleAccount, sampleAccount], units: [] }, "2 accounts are called"],
  [{ accounts: [], units: [prod, prod] }, "2 units are called"],
])("several are counted by what they are", (found, words) => {
  expect(severalScopesMessage("prod", found).text).toContain(words);
});

test("several: the first ten are lines, and it is said where the others are", () => {
  const many = Array.from({ length: 23 }, () => sampleAccount);
  const lines = linesIn(severalScopesMessage("prod", { accounts: many, units: [prod] }));
  expect(lines[0]).toContain("24 accounts and units are called prod");
  expect(lines[0]).toContain("(all in the menu, the first 10 here)");
  expect(lines[2]?.match(/\/rootcheck audit/g)).toHaveLength(9);
});

test("none: the nearest are offered, and a search for any account", () => {
  const message = noScopeMessage("prd", { accounts: [sampleAccount], units: [prod] });
  expect(message.text).toBe(
    "No account or organizational unit is called prd. Nearest: Cloud / Prod, Production",
  );
  expect(wordsIn(message)).toContain("/rootcheck audit ou-e1x4-1a2b3c4d");
  expect(message.blocks.at(-1)).toMatchObject({
    elements: [{ type: "external_select", action_id: "audit_again", min_query_length: 1 }],
  });
});
