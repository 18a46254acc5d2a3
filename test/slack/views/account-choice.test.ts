import { describe, expect, test } from "vitest";
import {
  accountWantedMessage,
  ambiguousMessage,
  noAccountMessage,
} from "../../../src/slack/views/account-choice.ts";
import { HOSTILE, sampleAccounts } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

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
    "No account is called prod. Give its 12-digit id, its name or its root e-mail address.",
  );
  expect(wordsIn(message)).toBe(message.text);
});

test("no account by that name: the nearest are offered, to be copied", () => {
  const message = noAccountMessage("prod", [{ id: "111122223333", name: "R&D" }]);
  expect(message.text).toBe("No account is called prod. Nearest: R&amp;D (111122223333)");
  expect(wordsIn(message)).toContain("R&D  /rootcheck 111122223333");
});

test("several by that name: ten of them are shown, and it is said that there are more", () => {
  const many = Array.from({ length: 23 }, (_, index) => ({ id: `${index}`.padStart(12, "0"), name: "prod" }));
  const message = ambiguousMessage("prod", many);
  expectSendable(message);
  expect(message.text).toBe("23 accounts are called prod. Ask by id.");
  expect(wordsIn(message)).toContain("23 accounts are called prod. Ask by id (the first 10):");
  expect(wordsIn(message)).toContain("/rootcheck 000000000009");
  expect(wordsIn(message)).not.toContain("/rootcheck 000000000010");
});

test("an account is wanted: the message shows how to name it", () => {
  const message = accountWantedMessage("audit");
  expectSendable(message);
  expect(message.text).toContain("/rootcheck audit &lt;account&gt;");
  expect(wordsIn(message)).toContain("/rootcheck audit <account>");
});
