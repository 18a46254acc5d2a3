import { describe, expect, test } from "vitest";
import { bareAccount } from "../../../src/domain/account.ts";
import type { AskedSource } from "../../../src/email-recovery/recover-email.ts";
import { emailAccountMessage, emailForm, reasonWantedMessage } from "../../../src/slack/views/email-form.ts";
import { emailsExportedMessage, emailsSentMessage } from "../../../src/slack/views/emails-sent.ts";
import { recoveredEmailMessage } from "../../../src/slack/views/recovered-email.ts";
import { spoken } from "../../support/conversation.ts";
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
      ["new@agency.example  ·  certain", "j.doe@agency.example  ·  hint", "takes AWS up to four hours"],
      ["Search the company"],
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
        "The domain may be example.com: the domain of 8 of 9 other accounts' addresses",
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

  test("tells what a source could not look through, and ends each sentence once", () => {
    const why = { code: "feature-off", call: "x:Y", detail: "A subscription is required." } as const;
    const gap = { why, opens: "Buy a plan." };
    const asked: AskedSource[] = [
      { id: "support-cases", title: "Support", answer: { answered: false, ...gap, requestIds: [] } },
      {
        id: "contacts",
        title: "Contacts",
        answer: { answered: true, clues: [], fragments: [], looked: "8 compared", gap, requestIds: [] },
      },
    ];
    const words = (clues: Parameters<typeof recoveryOf>[0]) =>
      wordsIn(recoveredEmailMessage({ ...recoveryOf(clues), asked }, NOW));
    expect(words([])).toContain("Support: A subscription is required. Buy a plan.");
    expect(words([])).toContain("Contacts: 8 compared, but A subscription is required. Buy a plan.");
    expect(words([certainClue])).not.toContain("Buy a plan");
  });

  test("marks apart who found something, who found nothing and who cannot say", () => {
    const found = {
      answered: true,
      clues: [certainClue],
      fragments: [],
      looked: "yes",
      requestIds: [],
    } as const;
    const why = { code: "throttled", call: "x:Y", detail: "too much" } as const;
    const asked: AskedSource[] = [
      { id: "organizations", title: "A", answer: found },
      { id: "support-cases", title: "B", answer: { ...found, clues: [], looked: "no" } },
      { id: "contacts", title: "C", answer: { answered: false, why, opens: "Wait.", requestIds: [] } },
    ];
    expect(spoken(recoveredEmailMessage({ ...recoveryOf([certainClue]), asked }, NOW).blocks)).toContain(
      "Asked\n:white_check_mark: A: yes\n:heavy_minus_sign: B: no\n:grey_question: C: too much\n",
    );
  });

  test("sends nobody to another partition's form", () => {
    const account = { ...sampleAccount, partition: "aws-cn" } as const;
    const words = wordsIn(recoveredEmailMessage({ ...recoveryOf([]), account }, NOW));
    expect(words).toContain("by the contact form of the website on which the account was opened");
    expect(words).not.toContain("support.aws.amazon.com");
  });

  test("says the id once of an account that is known by nothing else", () => {
    const account = bareAccount("866600006666", "aws");
    const words = spoken(recoveredEmailMessage({ ...recoveryOf([]), account }, NOW).blocks);
    expect(words).toMatch(/^Root e-mail of 866600006666\nNot found\./);
  });

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
  const none = emailsExportedMessage(0);
  expectSendable(none);
  expect(none.text).toContain("nothing to export");
});
