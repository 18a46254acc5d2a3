import { describe, expect, test } from "vitest";
import type { Scope } from "../../../src/domain/audit.ts";
import { type AskedAudit, auditRequestedMessage } from "../../../src/slack/views/audit-requested.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import { HOSTILE, now, sampleAccounts } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";
import { audited } from "./standings.ts";

const here = { place: "C0123", isDirect: false };
const directly = { place: "U0123", isDirect: true };
const notHere = { ...directly, why: "this channel is shared with another company" };

const organization: Scope = { kind: "organization" };
const unit: Scope = { kind: "unit", unitId: "ou-e1x4-1a2b3c4d", path: "Prod / Payments" };
const ofAccount: Scope = { kind: "account", accountId: sampleAccount.id };

function asked(given: Partial<AskedAudit>) {
  const requested = { kind: "started", id: 87 } as const;
  return auditRequestedMessage({ requested, scope: organization, choice: here, now, ...given });
}

describe.each(sampleAccounts)("asked about %s", (_who, account) => {
  test.each([here, directly, notHere])("with the result at %o", (choice) => {
    expectSendable(asked({ scope: { kind: "account", accountId: account.id }, account, choice }));
  });
});

test.each([
  [{}, "Auditing the organization (audit A87). The result is posted here."],
  [{ scope: unit }, "Auditing Prod / Payments (audit A87). The result is posted here."],
  [
    { scope: ofAccount, account: sampleAccount },
    "Auditing Production (audit A87). The result is posted here.",
  ],
  [{ scope: ofAccount }, "Auditing 111122223333 (audit A87). The result is posted here."],
  [
    { requested: { kind: "joined", id: 87 } },
    "Already being audited: the organization (audit A87). You will be told here too.",
  ],
  [
    { choice: directly },
    "Auditing the organization (audit A87). The result comes to you as a direct message.",
  ],
  [
    { choice: notHere },
    "Auditing the organization (audit A87). The result comes to you as a direct message: " +
      "this channel is shared with another company.",
  ],
] satisfies readonly (readonly [Partial<AskedAudit>, string])[])("%o: %s", (given, words) => {
  const message = asked(given);
  expectSendable(message);
  expect(message.text).toBe(words);
  expect(wordsIn(message)).toBe(words);
});

test("a unit with a hostile name is plain letters", () => {
  const message = asked({ scope: { ...unit, path: HOSTILE } });
  expectSendable(message);
  expect(message.text).toContain("&lt;!channel&gt;");
});

test("too soon: says since when, from when on, what is possible now, and offers what was found", () => {
  const againAt = new Date("2026-11-23T10:00:00Z");
  const message = asked({ requested: { kind: "too-soon", latest: audited, againAt } });
  expectSendable(message);
  expect(wordsIn(message)).toContain(
    "The organization was audited 4 minutes ago (audit A87). It can be audited again 2026-11-23 10:00 UTC; " +
      "a unit or an account at any time.",
  );
  expect(message.text).toContain(`<!date^${againAt.getTime() / 1000}^`);
  expect(message.blocks.at(-1)).toMatchObject({ elements: [{ action_id: "findings_all", value: "87" }] });
});
