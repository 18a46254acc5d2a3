import fc from "fast-check";
import { expect, test } from "vitest";
import { unreadableCodes } from "../../../src/domain/read.ts";
import type { Standing } from "../../../src/domain/standing.ts";
import { unknown } from "../../support/audits.ts";
import { linesIn, wordsIn } from "./sendable.ts";
import {
  accountCalled,
  finding,
  greenStanding,
  organizationReport,
  sampleStanding,
  sampleUnit,
  sentResult,
  standingWith,
} from "./standings.ts";

const none = greenStanding.failures;

test("the result of a whole organization", () => {
  const message = sentResult({ ...organizationReport({}, sampleStanding), files: "posted" });
  expect(message.text).toBe(
    "3 of 42 accounts need attention: 1 critical, 2 high, 6 medium, 1 info. 41 of 42 could be read.",
  );
  const seconds = Date.parse("2026-11-23T09:00:00Z") / 1000;
  expect(linesIn(message)).toEqual([
    "3 of 42 accounts need attention",
    `Audited <!date^${seconds}^{date_short_pretty} at {time}|2026-11-23 09:00 UTC> in 4 s  ·  asked by <@U0123>  ·  ` +
      "41 of 42 read  ·  since the last audit: *1 new*, *2 fixed*  ·  audit A87",
    "",
    " Root access key is active  ·  critical\nprod-payments  411111111111  ·  Prod / Payments\n" +
      "AKIA••••••••••••MPLE, created 4 Mar 2021, last used 3 days ago",
    "How to fixDetails",
    expect.stringContaining("  ·  high\ndata-lake  522222222222  ·  Prod / Data\n"),
    "How to fixDetails",
    expect.stringContaining("  ·  high\nmanagement  123456789012\n"),
    "How to fixDetails",
    expect.stringContaining("  ·  medium\ndev-1  711111111111  ·  Dev\n"),
    "How to fixDetails",
    expect.stringContaining("  ·  medium\ndev-2  722222222222  ·  Dev\n"),
    "How to fixDetails",
    "",
    ":grey_question: *1 account could not be read:*legacy-eu`633333333333`" +
      "·  denied by a service control policy: p-9x2k1, DenyRoot",
    ":grey_question: *Security contact* unknown in 12 accounts  ·  not read yet; the next audit has it",
    ":heavy_minus_sign: *1 account not active, so not read:*closed-experiment, suspended",
    "All 10 findingsAudit again",
    "CSV and JSON are in the thread",
  ]);
  expect(message.blocks[4]).toMatchObject({
    elements: [
      { action_id: "check_how_to_fix", value: "411111111111 root-access-key" },
      { action_id: "account_evidence", value: "411111111111" },
    ],
  });
  expect(message.blocks.at(-2)).toMatchObject({
    elements: [
      { action_id: "findings_all", value: "87" },
      { action_id: "audit_again", value: "organization" },
    ],
  });
});

test("the organization's own findings stand where an account would, with what to do about them", () => {
  const { failure } = finding(accountCalled("any", "411111111111"), "high");
  const own = {
    ...failure,
    check: "org-root-deny-scp",
    headline: "Root is not denied in 2 of 9 member accounts",
  };
  const organization = [own, unknown("org-root-sessions")];
  const worst = [{ subject: { kind: "organization" }, failure: own } as const];
  const message = sentResult(organizationReport({}, standingWith({ worst, organization })));
  expect(wordsIn(message)).toContain(
    "Root is not denied in 2 of 9 member accounts  ·  high\nThe organization\nAKIA",
  );
  expect(wordsIn(message)).toContain(
    ":grey_question: *Privileged root sessions* of the organization unknown  ·  no org-root-sessions",
  );
  expect(message.blocks).toContainEqual(
    expect.objectContaining({
      elements: [
        expect.objectContaining({ action_id: "check_how_to_fix", value: "organization org-root-deny-scp" }),
        expect.objectContaining({ action_id: "account_evidence", value: "organization" }),
      ],
    }),
  );
});

test("what is only for information is not among the worst", () => {
  const account = accountCalled("closing", "855555555555");
  const message = sentResult(organizationReport({}, standingWith({ worst: [finding(account, "info")] })));
  expect(wordsIn(message)).not.toContain("closing  855555555555");
});

test.each([
  [{ ...none, high: 1 }, "The one finding"],
  [{ ...none, high: 1_234 }, "All 1,234 findings"],
])("the button counts the findings: %o", (failures, label) => {
  expect(linesIn(sentResult(organizationReport({}, standingWith({ failures }))))).toContain(
    `${label}Audit again`,
  );
});

test("there is no button for findings where there are none, and a unit is audited again as such", () => {
  const message = sentResult(
    organizationReport({ scope: sampleUnit }, standingWith({ failures: none, accountsFailing: 0 })),
  );
  expect(message.blocks.at(-1)).toMatchObject({
    elements: [{ action_id: "audit_again", value: "unit ou-e1x4-1a2b3c4d" }],
  });
});

test("why it was interrupted is said", () => {
  const trouble = "The accounts could not be read from AWS: access denied (organizations:ListAccounts).";
  expect(
    wordsIn(sentResult(organizationReport({ state: "interrupted", trouble }, sampleStanding))),
  ).toContain(trouble);
});

test("whatever accounts and reasons are called, the message can be sent and says how it stands", () => {
  const words = fc.string({ unit: fc.constantFrom(...'ab "\\\n<!channel>&:*`é😀'), maxLength: 300 });
  const account = fc
    .record({
      name: words.map((name) => `!${name}`),
      path: fc.array(words, { maxLength: 5 }),
      id: fc.nat(999_999),
    })
    .map(({ name, path, id }) => accountCalled(name, `${id}`.padStart(12, "0"), ...path));
  const code = fc.constantFrom(...unreadableCodes);
  const failing = fc
    .record({ account, headline: words, detail: words })
    .map(({ account: where, headline, detail }) => {
      const { failure } = finding(where);
      const subject = { kind: "account", account: where } as const;
      return { subject, failure: { ...failure, headline: `!${headline}`, detail: [detail] } };
    });
  const came: fc.Arbitrary<Standing> = fc.record({
    coverage: fc.record({
      inScope: fc.nat(20_000),
      read: fc.nat(20_000),
      unread: fc.uniqueArray(fc.record({ code, accounts: fc.nat(5_000) }), { selector: (each) => each.code }),
      notActive: fc.nat(50),
    }),
    coverageSeverity: fc.constantFrom("critical", "high", "info"),
    accountsFailing: fc.nat(20_000),
    failures: fc.constant(sampleStanding.failures),
    worst: fc.array(failing, { maxLength: 5 }),
    unread: fc.array(
      fc.record({ account, reason: fc.record({ code, text: words.map((text) => `!${text}`) }) }),
      { maxLength: 10 },
    ),
    unanswered: fc.array(fc.record({ check: words.map((id) => `!${id}`), code, accounts: fc.nat() }), {
      maxLength: 30,
    }),
    notActive: fc.array(account, { maxLength: 10 }),
  });
  const state = fc.constantFrom("finished", "cancelled", "interrupted");
  fc.assert(
    fc.property(came, state, words, (standingThen, ended, trouble) => {
      const scope = { ...sampleUnit, path: `!${trouble}` };
      const message = sentResult({
        ...organizationReport({ state: ended, trouble, scope }, standingThen),
        files: "posted",
      });
      for (const { code: why } of standingThen.coverage.unread)
        expect(wordsIn(message).length, why).toBeGreaterThan(0);
      expect(wordsIn(message).match(/could not be read:/g) ?? []).toHaveLength(
        message.text.includes("in order") ? 0 : standingThen.coverage.unread.length,
      );
    }),
    { numRuns: 60 },
  );
});
