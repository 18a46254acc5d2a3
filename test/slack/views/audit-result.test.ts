import { describe, expect, test } from "vitest";
import { auditMessage } from "../../../src/slack/views/audit.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import { auditReport, combinations, HOSTILE, now, resultsOf, sampleAccounts } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

test.each(combinations)("the result of %s with %s can be sent", (_who, _what, account, results) => {
  expectSendable(auditMessage(auditReport({}, account, results), now));
});

describe.each(sampleAccounts)("an audit of %s", (_who, account) => {
  test.each(["finished", "cancelled", "interrupted"] as const)("that is %s can be sent", (state) => {
    expectSendable(auditMessage(auditReport({ state }, account), now));
  });
});

test.each(["finished", "cancelled"] as const)(
  "an audit of an account nobody knows, %s, can be sent",
  (state) => {
    const message = auditMessage(auditReport({ state }), now);
    expectSendable(message);
    expect(message.text).toContain(sampleAccount.id);
  },
);

describe("when it is over", () => {
  const headlineOf = (message: ReturnType<typeof auditMessage>) => message.blocks[0];

  test.each([
    ["all in order", "Production is in order"],
    ["everything wrong", "Production needs attention: 2 critical, 4 medium"],
    ["an inactive key", "Production needs attention: 1 high, 1 medium"],
    ["nothing known", "Production: 6 of 12 checks could not be answered"],
    ["not read for its state", "Production: nothing to check"],
  ])("with %s, the headline is the answer: %s", (name, headline) => {
    const message = auditMessage(auditReport({}, sampleAccount, resultsOf(name)), now);
    expect(headlineOf(message)).toMatchObject({ type: "header", text: { text: headline } });
    expect(message.text.startsWith(`${headline}. `)).toBe(true);
  });

  test.each([
    ["cancelled", "Audit of Production cancelled before it was read"],
    ["interrupted", "Production could not be read"],
    ["finished", "Production could not be read"],
  ] as const)("%s without a reading, it says so and offers another audit alone", (state, headline) => {
    const message = auditMessage(auditReport({ state }, sampleAccount), now);
    expect(headlineOf(message)).toMatchObject({ text: { text: headline } });
    expect(message.blocks.at(-1)).toMatchObject({ elements: [{ action_id: "audit_again" }] });
    expect(JSON.stringify(message)).not.toContain("account_evidence");
  });

  test("the second line says how much to trust it", () => {
    const message = auditMessage(auditReport({}, sampleAccount, resultsOf("everything wrong")), now);
    const seconds = Date.parse("2026-11-23T09:00:00Z") / 1000;
    expect(message.blocks[1]).toMatchObject({
      type: "context",
      elements: [
        {
          type: "mrkdwn",
          text:
            `Audited <!date^${seconds}^{date_short_pretty} at {time}|2026-11-23 09:00 UTC> in 4 s  ·  ` +
            "asked by <@U0123>  ·  by member role and root session  ·  audit A87",
        },
      ],
    });
  });

  test.each([
    [{ state: "cancelled", cancelledBy: "W0456" } as const, "cancelled by <@W0456>"],
    [{ state: "interrupted" } as const, "ended early"],
  ])("%o is told in it", (audit, words) => {
    expect(wordsIn(auditMessage(auditReport(audit, sampleAccount, []), now))).toContain(words);
  });

  test("what is only for information is no reason for attention", () => {
    const info = { check: "account-state", status: "fail", severity: "info", headline: "Closing" } as const;
    const results = [
      { ...info, summary: ["closing"], evidence: [], fingerprint: {} },
      ...resultsOf("all in order"),
    ];
    const message = auditMessage(auditReport({}, sampleAccount, results), now);
    expect(headlineOf(message)).toMatchObject({ text: { text: "Production is in order" } });
    expect(wordsIn(message)).toContain("Closing  ·  info");
  });

  test("why it ended early is said, and what became of the files", () => {
    const trouble = "It failed 3 times; the log says why.";
    const report = auditReport({ state: "interrupted", trouble }, sampleAccount);
    const message = auditMessage({ ...report, files: "failed" }, now);
    expectSendable(message);
    expect(wordsIn(message)).toContain(trouble);
    expect(wordsIn(message)).toContain("CSV and JSON could not be attached");
    expect(wordsIn(auditMessage({ ...report, files: "posted" }, now))).toContain(
      "CSV and JSON are in the thread",
    );
  });

  test("another audit is of the same account", () => {
    const message = auditMessage(auditReport({}, sampleAccount, resultsOf("all in order")), now);
    expect(message.blocks.at(-1)).toMatchObject({
      elements: [
        { action_id: "audit_again", value: "account 111122223333" },
        { action_id: "account_evidence" },
      ],
    });
  });

  test("a long name leaves room for the answer", () => {
    const account = { ...sampleAccount, name: "Long name ".repeat(15) };
    const message = auditMessage(auditReport({}, account, resultsOf("everything wrong")), now);
    expect(JSON.stringify(headlineOf(message))).toContain("… needs attention: 2 critical, 4 medium");
  });

  test("a hostile name is plain letters", () => {
    const account = { ...sampleAccount, name: HOSTILE };
    const message = auditMessage(auditReport({}, account, resultsOf("all in order")), now);
    expect(headlineOf(message)).toMatchObject({ text: { text: `${HOSTILE} is in order`, emoji: false } });
    expect(message.text).toContain("&lt;!channel&gt; &amp;");
  });
});
