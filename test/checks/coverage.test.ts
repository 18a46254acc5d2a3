import { describe, expect, test } from "vitest";
import {
  type CoverageFound,
  coverageCheck,
  coverageResult,
  coverageSeverity,
  unreadBecause,
} from "../../src/checks/coverage.ts";
import { evaluate, evaluateNotActive } from "../../src/checks/evaluate.ts";
import type { Coverage } from "../../src/domain/audit.ts";
import { type Unreadable, unread } from "../../src/domain/read.ts";
import type { Severity } from "../../src/domain/result.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import { accountOf } from "../support/audits.ts";
import {
  accountFacts,
  central,
  certificatesPresent,
  denied,
  managementAccount,
  password,
  readAt,
  sampleAccount,
  samplePolicy,
} from "../support/root-facts.ts";

function nothingRead(why: Unreadable): Partial<AccountFacts> {
  const none = unread(why);
  return {
    passwordPresent: none,
    mfaEnabled: none,
    accessKeysPresent: none,
    signingCertificatesPresent: none,
    accessKeys: none,
    mfaDevices: none,
    passwordLastUsed: none,
  };
}

describe("an account is unread", () => {
  const results = (facts: Partial<AccountFacts>) => evaluate(accountFacts(facts), samplePolicy);

  test.each<[string, Partial<AccountFacts>]>([
    ["whose root could not be looked at", nothingRead(denied)],
    [
      "although the organization says a good deal",
      { ...nothingRead(denied), centralCredentialsManagement: central(false) },
    ],
    ["the management account", { ...nothingRead(denied), account: managementAccount }],
  ])("%s", (_name, facts) => {
    expect(unreadBecause(results(facts))).toEqual({
      code: "access-denied",
      text: "access denied: iam:GetAccountSummary is not allowed",
      rung: "member role",
    });
  });

  test("for the reason that its keys could not be read", () => {
    const accessKeysPresent = unread({ ...denied, code: "throttled" } as const);
    const facts = { ...nothingRead(denied), accessKeysPresent };
    expect(unreadBecause(results(facts))?.code).toBe("throttled");
  });

  test.each<[string, Partial<AccountFacts>]>([
    ["everything was read", {}],
    [
      "one fact of its root was",
      { ...nothingRead(denied), signingCertificatesPresent: certificatesPresent(true) },
    ],
    ["it turned out that there is no password", { ...nothingRead(denied), passwordPresent: password(false) }],
  ])("not where %s", (_name, facts) => {
    expect(unreadBecause(results(facts))).toBeUndefined();
  });

  test("not where it was not to be read, nor where there are no results", () => {
    const account = { ...sampleAccount, state: "SUSPENDED" } as const;
    expect(unreadBecause(evaluateNotActive(account, "the account is suspended", readAt))).toBeUndefined();
    expect(unreadBecause([])).toBeUndefined();
  });
});

describe("how bad it is that accounts are unread", () => {
  const daysAgo = (days: number) => new Date(readAt.getTime() - days * 86_400_000);
  const of = (inScope: number, ...unreadAccounts: readonly number[]): Coverage => ({
    inScope,
    read: inScope - unreadAccounts.reduce((sum, count) => sum + count, 0),
    unread: unreadAccounts.map((accounts) => ({ code: "access-denied", accounts })),
    notActive: 3,
  });

  test.each<[string, Coverage, { managementUnread?: boolean; unreadSince?: Date }, Severity | undefined]>([
    ["none", of(100), {}, undefined],
    ["none, an old absence over", of(100), { unreadSince: daysAgo(30) }, undefined],
    ["none in scope", of(0), {}, undefined],
    ["one of a hundred", of(100, 1), {}, "info"],
    ["just two in a hundred", of(100, 2), {}, "info"],
    ["more than two in a hundred", of(100, 3), {}, "high"],
    ["more than two in a hundred, for two reasons", of(100, 2, 1), {}, "high"],
    ["one of 49", of(49, 1), {}, "high"],
    ["the only one", of(1, 1), {}, "high"],
    ["28 of 1,400", of(1_400, 28), {}, "info"],
    ["29 of 1,400", of(1_400, 29), {}, "high"],
    ["one, not yet for seven days", of(100, 1), { unreadSince: daysAgo(6.99) }, "info"],
    ["one, for seven days", of(100, 1), { unreadSince: daysAgo(7) }, "high"],
    ["the management account", of(10_000, 1), { managementUnread: true }, "critical"],
  ])("%s", (_name, coverage, more, severity) => {
    expect(coverageSeverity({ coverage, managementUnread: false, at: readAt, ...more })).toBe(severity);
  });
});

test("the check can be shown and acted on as the others", () => {
  const { id, question, remedy } = coverageCheck;
  expect(id).toBe("coverage");
  expect(question).toMatch(/\?$/);
  for (const steps of [remedy.before, remedy.console, remedy.commands, remedy.after])
    expect(steps.length).toBeGreaterThan(0);
});

describe("coverage as a result", () => {
  const reason = { code: "access-denied", text: "access denied: sts:AssumeRole is not allowed" } as const;
  const named = (number: number, isManagement = false) => ({
    account: accountOf(number, { isManagement }),
    reason,
  });
  const listedAt = new Date("2026-11-23T08:00:00Z");
  const source = { call: "organizations:ListAccounts", field: "Accounts", rung: "own credentials" };
  const evidence = [{ ...source, readAt: listedAt, value: "42 in scope, 1 not active" }];
  const coverageOf = (unread: CoverageFound["coverage"]["unread"]) => ({
    inScope: 42,
    read: 37,
    unread,
    notActive: 1,
  });

  test("passes where all could be read", () => {
    const coverage = { ...coverageOf([]), read: 42 };
    const passing = { check: "coverage", status: "pass", summary: ["42 of 42 read"] };
    expect(coverageResult({ coverage, unread: [] })).toEqual({ ...passing, evidence: [] });
    expect(coverageResult({ coverage, unread: [], listedAt })).toEqual({ ...passing, evidence });
  });

  test("fails with the first few by name; its fingerprint is why and about how many", () => {
    const failing = (accounts: number) =>
      coverageResult({
        coverage: coverageOf([
          { code: "throttled", accounts },
          { code: "access-denied", accounts: 1 },
        ]),
        unread: [named(1, true), named(2), named(3), named(4)],
        severity: "critical",
        listedAt,
      });
    expect(failing(4)).toMatchObject({
      status: "fail",
      severity: "critical",
      headline: "5 of 42 accounts could not be read",
      detail: [`team-1: ${reason.text}; team-2: ${reason.text}; team-3: ${reason.text}; and 2 more`],
      fingerprint: { management: "unread", share: "up to 50 %", reasons: "access-denied, throttled" },
      evidence,
    });
    expect(failing(7)).toMatchObject({
      fingerprint: { management: "unread", share: "up to 50 %", reasons: "access-denied, throttled" },
    });
  });

  test.each([
    [1, 50, "up to 2 %"],
    [2, 99, "up to 10 %"],
    [10, 100, "up to 10 %"],
    [11, 100, "up to 50 %"],
    [700, 1_400, "up to 50 %"],
    [701, 1_400, "more than 50 %"],
    [1, 1, "more than 50 %"],
  ])("%i unread of %i are %s", (accounts, inScope, share) => {
    const unread = [{ code: "access-denied", accounts }] as const;
    const coverage = { inScope, read: inScope - accounts, unread, notActive: 0 };
    expect(coverageResult({ coverage, unread: [], severity: "high" })).toMatchObject({
      fingerprint: { share },
    });
  });
});
