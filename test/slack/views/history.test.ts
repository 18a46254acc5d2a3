import { describe, expect, test } from "vitest";
import { ROOTCHECK } from "../../../src/domain/audit-log.ts";
import type { History, PastAudit } from "../../../src/domain/history.ts";
import { historyMessage } from "../../../src/slack/views/history.ts";
import { postureOn, postures } from "./postures.ts";
import { HOSTILE, sampleAudit } from "./samples.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";

const past: PastAudit = {
  audit: {
    ...sampleAudit,
    scope: { kind: "organization" },
    startedAt: new Date("2026-11-23T08:56:00Z"),
    finishedAt: new Date("2026-11-23T09:00:00Z"),
  },
  coverage: { inScope: 1_400, read: 1_398, unread: [{ code: "access-denied", accounts: 2 }], notActive: 0 },
  awsCalls: 2_634,
};

function historyOf(given: Partial<History> = {}): History {
  const detailedSince = new Date("2026-08-25T00:00:00Z");
  return { postures: postures(7), audits: [past], auditsTotal: 1, detailedSince, ...given };
}

test("says where the organization stands, how that changed, and what its audits took", () => {
  const message = historyMessage(historyOf());
  expectSendable(message);
  const [headline, chart, figures, audits, line, kept] = linesIn(message);
  expect(headline).toBe("17 of 60 accounts need attention, down from 19 on 22 Nov");
  expect(message.blocks[1]?.type).toBe("data_visualization");
  expect(chart).toBe("");
  expect(figures).toBe("From 19 accounts that need attention on 17 Nov to 17 on 23 Nov.");
  expect(audits).toBe("Audits");
  expect(line).toContain("A87  ·  2026-11-23 09:00 UTC  ·  the organization  ·  asked by   ·  4 min");
  expect(line).toContain("  ·  2,634 AWS calls  ·  1,398 of 1,400 accounts read");
  expect(kept).toContain("kept since 25 Aug 2026");
});

describe("the headline", () => {
  test.each([
    [[5, 9], "9 of 60 accounts need attention, up from 5 on 22 Nov"],
    [[5, 9, 9, 9], "9 of 60 accounts need attention, up from 5 on 20 Nov"],
    [[9, 9, 9], "9 of 60 accounts need attention, as on 21 Nov"],
    [[1, 0], "None of 60 accounts needs attention, down from 1 on 22 Nov"],
    [[1], "1 of 60 accounts needs attention"],
  ])("after %j: %s", (counts, headline) => {
    const trend = counts.map((medium, index) =>
      postureOn(`2026-11-${24 - counts.length + index}`, { medium }),
    );
    expect(linesIn(historyMessage(historyOf({ postures: trend })))[0]).toBe(headline);
  });

  test("never sounds better than what could be read", () => {
    const unread = { ...postureOn("2026-11-23"), read: 58 };
    expect(linesIn(historyMessage(historyOf({ postures: [unread] })))[0]).toBe(
      "None of 60 accounts needs attention (2 could not be read)",
    );
    const account = { id: "111122223333", name: "prod" };
    expect(linesIn(historyMessage(historyOf({ postures: [unread] }), account))[0]).toBe(
      "prod could not be read the last time",
    );
  });

  test.each([
    [undefined, "The organization has not been audited yet"],
    [{ id: "111122223333", name: "prod" }, "prod has not been audited yet"],
  ])("before there is any audit of %o: %s", (account, headline) => {
    const message = historyMessage(historyOf({ postures: [], audits: [], auditsTotal: 0 }), account);
    expectSendable(message);
    expect(message.text).toBe(headline);
    expect(linesIn(message)[0]).toBe(headline);
  });

  test("counts an account's failing checks", () => {
    const trend = [postureOn("2026-11-22", { high: 1 }, { high: 2, low: 1 }), postureOn("2026-11-23")];
    const message = historyMessage(historyOf({ postures: trend }), { id: "111122223333", name: "payments" });
    expectSendable(message);
    expect(linesIn(message)[0]).toContain(": no check fails, down from 3 on 22 Nov");
  });
});

test("names who asked, or that nobody did, and audits that did not come to their end", () => {
  const ofAccount = { kind: "account", accountId: "111122223333" } as const;
  const others: readonly PastAudit[] = [
    { ...past, audit: { ...past.audit, requestedBy: ROOTCHECK } },
    { ...past, audit: { ...past.audit, state: "cancelled", cancelledBy: "U0456" } },
    { ...past, audit: { ...past.audit, state: "interrupted" }, awsCalls: 0 },
    {
      ...past,
      audit: { ...past.audit, scope: ofAccount },
      account: { id: ofAccount.accountId, name: HOSTILE },
    },
    { ...past, audit: { ...past.audit, scope: ofAccount } },
  ];
  const message = historyMessage(historyOf({ audits: [past, ...others], auditsTotal: 1_234 }));
  expectSendable(message);
  const sent = JSON.stringify(message);
  expect(sent.match(/"user_id":"U0123"/g)).toHaveLength(5);
  expect(sent.match(/"user_id":"U0456"/g)).toHaveLength(1);
  expect(sent).not.toContain(`"user_id":"${ROOTCHECK}"`);
  const words = wordsIn(message);
  for (const text of [
    "by rootcheck, on schedule",
    "cancelled by ",
    "ended early",
    "the newest 6 of 1,234",
    HOSTILE,
  ])
    expect(words).toContain(text);
  expect(words.match(/AWS calls/g)).toHaveLength(5);
  expect(words.match(/111122223333/g)).toHaveLength(1);
});

test("stays within its budget whatever units are called", () => {
  const scope = { kind: "unit", unitId: "ou-1", path: `${HOSTILE} / ${"x".repeat(300)}` } as const;
  const audits = Array.from({ length: 10 }, () => ({ ...past, audit: { ...past.audit, scope } }));
  const message = historyMessage(historyOf({ postures: postures(20), audits, auditsTotal: 10 }));
  expectSendable(message);
});
