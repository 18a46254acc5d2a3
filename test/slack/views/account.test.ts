import { describe, expect, test } from "vitest";
import { accountMessage, identityLine, summaryOf } from "../../../src/slack/views/account.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import { ADDRESS, combinations, HOSTILE, now, readingOf, resultsOf, sampleAccounts } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

test.each(combinations)("%s with %s can be sent", (_who, _what, account, results) => {
  expectSendable(accountMessage({ account, reading: readingOf(results) }, now));
});

test.each(sampleAccounts)("%s that could not be read in time can be sent", (_who, account) => {
  const message = accountMessage({ account }, now);
  expectSendable(message);
  expect(wordsIn(message)).toContain("could not be read in time");
});

describe("an account's message", () => {
  const message = accountMessage(
    { account: sampleAccount, reading: readingOf(resultsOf("everything wrong")) },
    now,
  );

  test("is headed by the account's name, and names it for a notification", () => {
    expect(message.blocks[0]).toMatchObject({ type: "header", text: { text: "Production" } });
    expect(message.text).toBe("Production: 2 critical findings");
  });

  test("tells the account from others, and how the answer was read", () => {
    const words = wordsIn(message);
    for (const part of [
      "`111122223333`",
      "Workloads / Live",
      "in the organization since 2021",
      "root e-mail a•••n@example.com",
      "read 4 minutes ago by member role and root session",
    ])
      expect(words).toContain(part);
    expect(words).not.toContain(ADDRESS);
  });

  test("offers to check again and to see the evidence", () => {
    expect(message.blocks.at(-1)).toMatchObject({
      type: "actions",
      elements: [
        { action_id: "account_recheck", value: sampleAccount.id },
        { action_id: "account_evidence", value: sampleAccount.id },
      ],
    });
  });

  test("shows a hostile name as its plain letters", () => {
    const account = { ...sampleAccount, name: HOSTILE };
    const { text, blocks } = accountMessage({ account, reading: readingOf([]) }, now);
    expect(blocks[0]).toMatchObject({ text: { type: "plain_text", text: HOSTILE, emoji: false } });
    expect(text).toMatch(/^&lt;!channel&gt; &amp; "x" \*y\* `z`: /);
  });

  test.each([
    [{ state: "ACTIVE" }, "active"],
    [{ isManagement: false }, "management account"],
  ] as const)("leaves out what goes without saying: %o", (given, words) => {
    const account = { ...sampleAccount, ...given };
    expect(wordsIn(accountMessage({ account, reading: readingOf([]) }, now))).not.toContain(words);
  });
});

test.each([
  ["all in order", "no findings, 1 check passes"],
  ["everything wrong", "2 critical findings"],
  ["an inactive key", "1 high finding"],
  ["nothing known", "no findings, 2 unknown"],
  ["no results", "no findings"],
])("%s is summed up as %s", (name, words) => {
  expect(summaryOf(resultsOf(name))).toBe(words);
});

test.each([[[]], [["Workloads / Live"]]])(
  "the line of an account with %j beside its id can be sent",
  (particulars) => {
    expectSendable({ text: "account", blocks: [identityLine(sampleAccount, particulars)] });
  },
);
