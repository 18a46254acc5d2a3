import { describe, expect, test } from "vitest";
import { emailAccountMessage, emailForm, reasonWantedMessage } from "../../../src/slack/views/email-form.ts";
import { emailsExportedMessage, emailsSentMessage } from "../../../src/slack/views/emails-sent.ts";
import { recoveredEmailMessage } from "../../../src/slack/views/recovered-email.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import {
  certainClue,
  domainFragment,
  hintClue,
  likelyClue,
  otherCertain,
  otherLikely,
  recoveryOf,
} from "./recoveries.ts";
import { HOSTILE } from "./samples.ts";
import { expectModalSendable, expectSendable, wordsIn } from "./sendable.ts";

const NOW = new Date("2026-11-23T09:00:00Z");

describe("a recovered address", () => {
  test.each([
    [
      "certain",
      [certainClue, hintClue],
      "certain, AWS itself says so",
      ["aws@agency.example  ·  certain"],
      ["j.doe", "Its own organization knows", "Search the company"],
    ],
    [
      "conflict",
      [certainClue, otherCertain, hintClue],
      "AWS gives 2 addresses that contradict each other",
      ["new@agency.example  ·  certain", "j.doe@agency.example  ·  hint", "Search the company"],
      [],
    ],
    [
      "likely",
      [likelyClue, hintClue],
      "one likely address",
      [
        "aws@agency.example  ·  likely\nSubmitted 4 of 5 Support cases, last 1 month ago (2 Oct 2026)",
        "j.doe@agency.example  ·  hint",
        "not in an organization. Its own organization knows.",
        "Support: 5 cases over 24 months",
      ],
      [],
    ],
    [
      "several",
      [likelyClue, otherLikely, hintClue],
      "2 likely addresses",
      ["Most likely the same mailbox as aws@agency.example"],
      [],
    ],
    [
      "hints",
      [hintClue],
      "only 1 hint, nothing that AWS says",
      ["j.doe@agency.example  ·  hint", "Search the company's mailboxes"],
      [],
    ],
    [
      "nothing",
      [],
      "not found",
      [
        "The domain may be example.com: The domain of 8 of 9 other accounts' addresses",
        "https://support.aws.amazon.com/",
      ],
      [],
    ],
  ] as const)(
    "that is %s says so first, and no more than is needed",
    (_verdict, clues, headline, says, omits) => {
      const message = recoveredEmailMessage(recoveryOf(clues, [domainFragment]), NOW);
      expectSendable(message);
      expect(message.text).toBe(`Root e-mail of ${sampleAccount.name}: ${headline}`);
      const words = wordsIn(message);
      for (const part of says) expect(words).toContain(part);
      for (const part of omits) expect(words).not.toContain(part);
      expect(words).toContain("Only you can see this. The look-up is in the audit log.");
    },
  );

  test("never stands in the text that notifications show", () => {
    expect(recoveredEmailMessage(recoveryOf([certainClue]), NOW).text).not.toContain("@");
  });

  test("fits into a message however much there is, whatever AWS calls things", () => {
    const clues = Array.from({ length: 40 }, (_, index) => ({
      ...hintClue,
      address: `${"x".repeat(50)}${index}@${"y".repeat(60)}.example`,
      evidence: { ...hintClue.evidence, said: `${HOSTILE} ${"z".repeat(300)}` },
    }));
    const fragment = { ...domainFragment, part: "local part", text: HOSTILE } as const;
    const recovered = recoveryOf(clues, [fragment]);
    expectSendable(
      recoveredEmailMessage({ ...recovered, account: { ...sampleAccount, name: HOSTILE } }, NOW),
    );
  });

  test.each([
    [{ isManagement: true }, "sign in as its root user"],
    [
      { isManagement: false, described: { call: "organizations:ListAccounts", readAt: NOW } },
      "aws account start-primary-email-update",
    ],
  ] as const)("comes with how a person changes it: %o", (given, advice) => {
    const { described: _, ...plain } = sampleAccount;
    const recovered = { ...recoveryOf([certainClue]), account: { ...plain, ...given } };
    expect(wordsIn(recoveredEmailMessage(recovered, NOW))).toContain(advice);
  });
});

describe("before that", () => {
  test("the reason is asked for", () => {
    expectModalSendable(emailForm({ account: sampleAccount, channel: "C1" }));
    for (const given of ["", "because"]) expectSendable(reasonWantedMessage(sampleAccount, given));
    expect(reasonWantedMessage(sampleAccount, "because").text).toContain("in at least 10 characters");
  });

  test.each([
    ["", [], "Whose root e-mail address?"],
    [HOSTILE, [], "Which account is meant by"],
    ["prod", [sampleAccount, { ...sampleAccount, id: "411111111112" }], "Which account is meant by prod?"],
  ])("the account is asked for: %s", (words, accounts, text) => {
    const message = emailAccountMessage(words, accounts);
    expectSendable(message);
    expect(message.text).toContain(text);
  });
});

test("an export says how many addresses it has, and none of them", () => {
  const sent = emailsSentMessage({ name: "rootcheck-root-emails.csv", accounts: 42 });
  for (const message of [sent, emailsExportedMessage(42)]) {
    expectSendable(message);
    expect(message.text).toContain("42 accounts");
  }
});
