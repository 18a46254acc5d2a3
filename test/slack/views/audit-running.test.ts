import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Audit } from "../../../src/domain/audit.ts";
import { ROOTCHECK } from "../../../src/domain/audit-log.ts";
import { auditMessage } from "../../../src/slack/views/audit.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import { auditReport, now, sampleAccounts } from "./samples.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";
import { organizationReport } from "./standings.ts";

const unit = { kind: "unit", unitId: "ou-e1x4-1a2b3c4d", path: "Prod / Payments" } as const;

function running(audit: Partial<Audit>, millisecondsLeft?: number) {
  const report = organizationReport({ state: "running", ...audit });
  return auditMessage({ ...report, ...(millisecondsLeft !== undefined && { millisecondsLeft }) }, now);
}

/** As it is before its accounts are listed. */
function listing(audit: Partial<Audit>) {
  const { accountsInScope: _, ...rest } = organizationReport({ state: "running", ...audit }).audit;
  return auditMessage({ audit: { ...rest, accountsDone: 0, accountsFailing: 0 } }, now);
}

test("says how far it is, what it has found, how long it will take, who asked", () => {
  const message = running({ accountsInScope: 1_400, accountsDone: 612, accountsFailing: 7 }, 19_400);
  expectSendable(message);
  expect(message.text).toBe("Auditing 1,400 accounts: 612 done, 7 need attention so far");
  expect(linesIn(message)).toEqual([
    "Auditing 1,400 accounts  ·  612 done  ·  7 need attention so far",
    "████████░░░░░░░░░░░░  43 %  ·  about 20 s left  ·  asked by <@U0123>  ·  audit A87",
    "Cancel",
  ]);
  expect(message.blocks.at(-1)).toMatchObject({ elements: [{ action_id: "audit_cancel", value: "87" }] });
});

test("names nobody where nobody asked", () => {
  for (const state of ["running", "finished"] as const) {
    const message = running({ state, requestedBy: ROOTCHECK, accountsInScope: 9 });
    expectSendable(message);
    expect(wordsIn(message)).toContain("asked by rootcheck, on schedule");
  }
});

test("tells of an audit whose results are not kept any more only what it came to", () => {
  const rolledUpAt = new Date("2026-11-20T00:00:00Z");
  const { audit } = organizationReport({ accountsDone: 42, accountsFailing: 3 });
  for (const scope of [audit.scope, unit, { kind: "account", accountId: sampleAccount.id } as const]) {
    const message = auditMessage({ audit: { ...audit, scope, rolledUpAt }, files: "posted" }, now);
    expectSendable(message);
    expect(message.text).toMatch(/^Audit of .+: 3 of 42 accounts needed attention$/);
    expect(wordsIn(message)).toContain("is not kept any more");
  }
});

test.each([
  [
    { accountsInScope: 1, accountsDone: 0, accountsFailing: 0 },
    "Auditing 1 account",
    "none needs attention so far",
  ],
  [
    { accountsInScope: 2, accountsDone: 1, accountsFailing: 1 },
    "Auditing 2 accounts",
    "1 needs attention so far",
  ],
  [{ accountsInScope: 2, accountsFailing: 2 }, "Auditing 2 accounts", "2 need attention so far"],
  [{ scope: unit }, "Auditing 42 accounts in Prod / Payments", "3 need attention so far"],
])("%o: %s, %s", (audit, lead, soFar) => {
  const words = wordsIn(running(audit));
  expect(words.startsWith(`${lead}  ·  `)).toBe(true);
  expect(words).toContain(soFar);
});

test.each([
  [{}, "Auditing the organization: listing its accounts"],
  [{ scope: unit }, "Auditing Prod / Payments: listing its accounts"],
])("before the accounts are listed, %o: %s", (audit, lead) => {
  const message = listing(audit);
  expectSendable(message);
  expect(message.text).toBe(lead);
  expect(linesIn(message)[1]).toBe("asked by <@U0123>  ·  audit A87");
});

test("once somebody cancels it, it says so and offers that no more", () => {
  const message = running({ cancelledBy: "W0456" });
  expectSendable(message);
  expect(wordsIn(message)).toContain("being cancelled by <@W0456>");
  expect(JSON.stringify(message)).not.toContain("audit_cancel");
});

test("the bar is full at the end and not before, however far it is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.nat(20_000), (accountsInScope, accountsDone) => {
      const [, line = ""] = linesIn(running({ accountsInScope, accountsDone }));
      const [bar = "", percent = ""] = line.split("  ");
      expect(bar).toMatch(/^█*░*$/);
      expect([...bar]).toHaveLength(20);
      expect(bar.endsWith("█")).toBe(accountsDone >= accountsInScope);
      expect(percent === "100 %").toBe(accountsDone >= accountsInScope);
    }),
  );
});

describe.each(sampleAccounts)("an audit of %s", (_who, account) => {
  test.each(["queued", "running"] as const)("that is %s can be sent, and names it", (state) => {
    const message = auditMessage(auditReport({ state }, account), now);
    expectSendable(message);
    expect(message.blocks.at(-1)).toMatchObject({ elements: [{ action_id: "audit_cancel" }] });
  });
});

test("an audit of one account has neither a count nor a bar", () => {
  const message = auditMessage(auditReport({ state: "running" }, sampleAccount), now);
  expect(message.text).toBe("Auditing Production");
  expect(linesIn(message)).toEqual(["Auditing Production", "asked by <@U0123>  ·  audit A87", "Cancel"]);
  expect(auditMessage(auditReport({ state: "running" }), now).text).toBe("Auditing 111122223333");
});
