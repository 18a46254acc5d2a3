import { describe, expect, test } from "vitest";
import { auditRequestedMessage } from "../../../src/slack/views/audit-requested.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import { sampleAccounts } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

const here = { place: "C0123", isDirect: false };
const directly = { place: "U0123", isDirect: true };
const notHere = { ...directly, why: "this channel is shared with another company" };

describe.each(sampleAccounts)("asked about %s", (_who, account) => {
  test.each([here, directly, notHere])("with the result at %o", (choice) => {
    expectSendable(auditRequestedMessage({ auditId: 87, account, joined: false, choice }));
  });
});

test.each([
  [false, here, "Auditing Production (audit A87). The result is posted here."],
  [true, here, "Already being audited: Production (audit A87). The result is posted here."],
  [false, directly, "Auditing Production (audit A87). The result comes to you as a direct message."],
  [
    false,
    notHere,
    "Auditing Production (audit A87). The result comes to you as a direct message: " +
      "this channel is shared with another company.",
  ],
])("joined: %s, the result at %o", (joined, choice, words) => {
  const message = auditRequestedMessage({ auditId: 87, account: sampleAccount, joined, choice });
  expect(message.text).toBe(words);
  expect(wordsIn(message)).toBe(words);
});
