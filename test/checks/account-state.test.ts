import { describe, expect, test } from "vitest";
import { accountState } from "../../src/checks/account-state.ts";
import type { AccountState } from "../../src/domain/account.ts";
import { accountFacts, readAt, sampleAccount, samplePolicy } from "../support/root-facts.ts";
import { gist } from "./gist.ts";

const judge = (account: typeof sampleAccount) =>
  accountState.evaluate(accountFacts({ account }), samplePolicy);

test("an active account", () => {
  expect(gist(judge(sampleAccount))).toEqual({
    status: "pass",
    summary: "active",
    evidence: ["organizations:ListAccounts State = ACTIVE"],
  });
});

test("a state that nobody could tell", () => {
  const { state: _, described: __, ...account } = sampleAccount;
  expect(gist(judge(account))).toEqual({
    status: "unknown",
    code: "missing-in-answer",
    summary: "organizations:DescribeAccount answered without State",
    evidence: [],
  });
});

test("an account in no organization, which would tell its state", () => {
  const { state: _, ...account } = sampleAccount;
  const described = { call: "organizations:DescribeOrganization", readAt } as const;
  expect(gist(judge({ ...account, described }))).toEqual({
    status: "not_applicable",
    code: "no-organization",
    summary: "not applicable: the account is in no organization",
    evidence: ["organizations:DescribeOrganization Organization = none"],
  });
});

describe("an account that is not active is no failure, and its root is spoken of", () => {
  test.each<[Exclude<AccountState, "ACTIVE">, string]>([
    ["SUSPENDED", "For up to 90 days its root can still sign in"],
    ["PENDING_CLOSURE", "For up to 90 days its root can still sign in"],
    ["CLOSED", "For up to 90 days its root can still sign in"],
    ["PENDING_ACTIVATION", "Its root user exists"],
    ["UNRECOGNIZED", "Whether its root can sign in is not known"],
  ])("%s", (state, words) => {
    const verdict = judge({ ...sampleAccount, state });
    expect(gist(verdict)).toMatchObject({
      status: "not_applicable",
      code: "account-not-active",
      evidence: [`organizations:ListAccounts State = ${state}`],
    });
    expect(verdict.detail?.join("")).toContain(words);
  });
});
