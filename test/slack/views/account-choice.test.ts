import { describe, expect, test } from "vitest";
import {
  accountWantedMessage,
  ambiguousMessage,
  noAccountMessage,
} from "../../../src/slack/views/account-choice.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import { HOSTILE, sampleAccounts } from "./samples.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";

const names = sampleAccounts.map(([, { id, name }]) => ({ id, name }));
const words = ["prod", HOSTILE, ":fire:", "x".repeat(2_000)];

describe.each(words)("asked for %s", (asked) => {
  test("which no account is called", () => {
    expectSendable(noAccountMessage(asked, []));
    expectSendable(noAccountMessage(asked, names.slice(0, 3)));
  });

  test("which several accounts are called", () => {
    expectSendable(ambiguousMessage(asked, names));
  });
});

test("no account by that name: what would be understood is said", () => {
  const message = noAccountMessage("prod", []);
  expect(message.text).toBe(
    "No account is called prod. Give its 12-digit id, its name or alias, or its root e-mail address, or search:",
  );
  expect(wordsIn(message)).toContain(message.text);
  expect(message.blocks.at(-1)).toMatchObject({
    elements: [{ type: "external_select", action_id: "account_chosen", min_query_length: 1 }],
  });
});

test("no account by that name: the nearest are offered, to be copied", () => {
  const message = noAccountMessage("prod", [{ id: "111122223333", name: "R&D" }]);
  expect(message.text).toBe("No account is called prod. Nearest: R&amp;D (111122223333)");
  expect(wordsIn(message)).toContain("R&D  /rootcheck 111122223333");
});

test("what the account was wanted for goes on with it, from a line and from the menu", () => {
  const accounts = [{ id: "111122223333", name: "prod" }];
  const none = noAccountMessage("prod", accounts, "findings mine");
  const several = ambiguousMessage("prod", accounts, "findings mine");
  for (const message of [none, several]) {
    expectSendable(message);
    expect(wordsIn(message)).toContain("prod  /rootcheck findings mine 111122223333");
  }
  expect(none.blocks.at(-1)).toMatchObject({ block_id: "for findings mine" });
  expect(several.blocks.at(-1)).toMatchObject({
    elements: [{ options: [{ value: "findings mine 111122223333" }] }],
  });
});

test("several by that name: ten of them are shown, and it is said that there are more", () => {
  const many = Array.from({ length: 23 }, (_, index) => ({ id: `${index}`.padStart(12, "0"), name: "prod" }));
  const message = ambiguousMessage("prod", many);
  expectSendable(message);
  expect(message.text).toBe("23 accounts are called prod. Choose one, or ask by id.");
  expect(wordsIn(message)).toContain(
    "23 accounts are called prod. Choose one, or ask by id (all in the menu, the first 10 here):",
  );
  expect(wordsIn(message)).toContain("/rootcheck 000000000009");
  expect(linesIn(message)[1]).not.toContain("/rootcheck 000000000010");
});

test("several by that name: units and states tell them apart, in the lines and in the menu", () => {
  const message = ambiguousMessage("prod", [
    { ...sampleAccount, name: "prod", ouPath: ["Workloads", "Live"] },
    { id: "222222222222", name: "prod", state: "SUSPENDED", ouPath: [] },
    { id: "333333333333", name: "prod" },
  ]);
  expectSendable(message);
  expect(wordsIn(message)).toContain("prod  ·  Workloads / Live  /rootcheck 111122223333");
  expect(wordsIn(message)).toContain("prod  ·  suspended  /rootcheck 222222222222");
  expect(message.blocks.at(-1)).toMatchObject({
    elements: [
      {
        type: "static_select",
        action_id: "account_chosen",
        options: [
          {
            value: "111122223333",
            text: { text: "prod · 111122223333" },
            description: { text: "Workloads / Live" },
          },
          { value: "222222222222", description: { text: "suspended" } },
          { value: "333333333333", text: { text: "prod · 333333333333" } },
        ],
      },
    ],
  });
});

test("more by that name than a menu holds: it is said how many it has", () => {
  const many = Array.from({ length: 101 }, (_, index) => ({
    id: `${index}`.padStart(12, "0"),
    name: "prod",
  }));
  const message = ambiguousMessage("prod", many);
  expectSendable(message);
  const [lead, lines] = linesIn(message);
  expect(lead).toContain("(the first 25 in the menu, the first 10 here)");
  expect(lines).not.toContain("000000000010");
});

test("an account is wanted: the message shows how to name it", () => {
  const message = accountWantedMessage("audit");
  expectSendable(message);
  expect(message.text).toContain("/rootcheck audit &lt;account&gt;");
  expect(wordsIn(message)).toContain("/rootcheck audit <account>");
});
