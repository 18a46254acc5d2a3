import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checks } from "../../../src/checks/index.ts";
import { severities } from "../../../src/domain/result.ts";
import { accountMessage, identityLine, summaryOf } from "../../../src/slack/views/account.ts";
import { failuresOf } from "../../../src/slack/views/results.ts";
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
    expect(message.text).toBe("Production: 6 findings (2 critical, 4 medium), 6 checks pass");
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
  ["all in order", "no findings, 8 checks pass"],
  ["everything wrong", "6 findings (2 critical, 4 medium), 6 checks pass"],
  ["an inactive key", "2 findings (1 high, 1 medium), 7 checks pass"],
  ["MFA on", "1 medium finding, 9 checks pass, 2 unknown"],
  ["nothing known", "no findings, 6 checks pass, 6 unknown"],
  ["no results", "no findings"],
])("%s is summed up as %s", (name, words) => {
  expect(summaryOf(resultsOf(name))).toBe(words);
});

test("whatever the checks say, the message can be sent, and every failure is in it", () => {
  const words = fc.string({ unit: fc.constantFrom(...'ab "\\\n<!channel>&:é😀'), maxLength: 400 });
  const failing = fc.record({
    check: fc.constantFrom(...checks.map(({ id }) => id)),
    status: fc.constant("fail" as const),
    severity: fc.constantFrom(...severities),
    headline: words.map((text) => `!${text}`),
    summary: fc.array(words, { maxLength: 3 }),
    detail: fc.array(words, { maxLength: 3 }),
    evidence: fc.constant([]),
    fingerprint: fc.constant({}),
  });
  const unknown = fc.record({
    check: fc.constantFrom(...checks.map(({ id }) => id)),
    status: fc.constant("unknown" as const),
    summary: fc.array(words, { maxLength: 3 }),
    reason: fc.record({ code: fc.constant("access-denied" as const), text: words }),
    evidence: fc.constant([]),
  });
  const eleven = fc.array(fc.oneof(failing, unknown), { maxLength: checks.length });
  fc.assert(
    fc.property(eleven, words, (results, name) => {
      const account = { ...sampleAccount, name: `!${name}`, ouPath: [name, name] };
      const message = accountMessage({ account, reading: readingOf(results) }, now);
      expectSendable(message);
      const said = wordsIn(message);
      for (const { severity } of failuresOf(results)) expect(said).toContain(`  ·  ${severity}`);
      const failures = failuresOf(results).length;
      expect(JSON.stringify(message).match(/"name":"\w+_circle"/g) ?? []).toHaveLength(failures);
    }),
    { numRuns: 60 },
  );
});

test.each([[[]], [["Workloads / Live"]]])(
  "the line of an account with %j beside its id can be sent",
  (particulars) => {
    expectSendable({ text: "account", blocks: [identityLine(sampleAccount, particulars)] });
  },
);
