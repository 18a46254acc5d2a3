import { describe, expect, test } from "vitest";
import { rootEmail } from "../../src/checks/root-email.ts";
import type { Account } from "../../src/domain/account.ts";
import {
  accountFacts,
  managementAccount,
  readAt,
  sampleAccount,
  samplePolicy,
} from "../support/root-facts.ts";
import { gist } from "./gist.ts";

const judge = (
  email: string,
  domains: readonly string[] = ["example.com"],
  account: Account = sampleAccount,
) =>
  rootEmail.evaluate(accountFacts({ account: { ...account, email } }), {
    ...samplePolicy,
    emailDomains: domains,
  });

describe("the domain", () => {
  test.each<[string, readonly string[], string]>([
    ["aws@example.com", ["example.com"], "pass"],
    ["AWS@EXAMPLE.com", ["example.COM"], "pass"],
    ["aws@example.com", ["example.org", "example.com"], "pass"],
    ["aws+prod@example.com", ["example.com"], "pass"],
    ['"odd@gmail.com"@example.com', ["example.com"], "pass"],
    ["aws@sub.example.com", ["example.com"], "fail"],
    ["aws@example.com.evil.example", ["example.com"], "fail"],
    ["aws@notexample.com", ["example.com"], "fail"],
    ["aws@example.com", ["sub.example.com"], "fail"],
    ["no address", ["example.com"], "fail"],
    ["aws@example.com", [], "not_applicable"],
    ["aws@gmail.com", [], "fail"],
    ["aws@gmail.com", ["gmail.com"], "fail"],
    ["aws@Gmail.COM", ["example.com"], "fail"],
  ])("of %s where %j are allowed: %s", (email, domains, status) => {
    expect(judge(email, domains).status).toBe(status);
  });
});

test("a domain that is not allowed", () => {
  expect(gist(judge("aws-prod@example.net"))).toEqual({
    status: "fail",
    severity: "medium",
    headline: "Root e-mail is on a domain that is not allowed",
    summary: "a•••d@example.net",
    evidence: ["organizations:ListAccounts Email = a•••d@example.net"],
  });
});

test("a private mailbox", () => {
  expect(gist(judge("jane.doe@gmail.com", []))).toEqual({
    status: "fail",
    severity: "medium",
    headline: "Root e-mail is a personal mailbox",
    summary: "j•••e@gmail.com",
    evidence: ["organizations:ListAccounts Email = j•••e@gmail.com"],
  });
});

test.each(["jane.doe@gmail.com", "aws@example.net"])("%s is worse in the management account", (email) => {
  expect(judge(email, ["example.com"], managementAccount)).toMatchObject({ severity: "high" });
});

test("without domains that are set, the address is evidence all the same", () => {
  expect(gist(judge("aws-prod@example.com", []))).toEqual({
    status: "not_applicable",
    code: "no-domains-configured",
    summary: "not applicable: no allowed domains are set",
    evidence: ["organizations:ListAccounts Email = a•••d@example.com"],
  });
});

describe("an address that nobody told", () => {
  const { email: _, described: __, ...bare } = sampleAccount;

  test.each<[string, Account, string]>([
    ["and no description", bare, "organizations:DescribeAccount answered without Email"],
    [
      "although the account was described",
      { ...bare, described: { call: "organizations:ListAccounts", readAt } },
      "organizations:ListAccounts answered without Email",
    ],
  ])("is unknown: %s", (_name, account, summary) => {
    expect(gist(rootEmail.evaluate(accountFacts({ account }), samplePolicy))).toEqual({
      status: "unknown",
      code: "missing-in-answer",
      summary,
      evidence: [],
    });
  });
});

test("an account in no organization, which would tell its address", () => {
  const { email: _, ...account } = sampleAccount;
  const described = { call: "organizations:DescribeOrganization", readAt } as const;
  const facts = accountFacts({ account: { ...account, described } });
  expect(gist(rootEmail.evaluate(facts, samplePolicy))).toEqual({
    status: "not_applicable",
    code: "no-organization",
    summary: "not applicable: the account is in no organization",
    evidence: ["organizations:DescribeOrganization Organization = none"],
  });
});

test("an address without a description is dated by the time of asking", () => {
  const { described: _, ...account } = sampleAccount;
  expect(rootEmail.evaluate(accountFacts({ account }), samplePolicy).evidence).toMatchObject([
    { call: "organizations:DescribeAccount", field: "Email", readAt: samplePolicy.at },
  ]);
});

test("of many allowed domains the first few are named", () => {
  const detail = (domains: readonly string[]) => judge("aws@example.net", domains).detail?.join("");
  expect(detail(["a.example", "b.example"])).toBe("Allowed: a.example, b.example");
  const many = ["a", "b", "c", "d", "e", "f", "g"].map((name) => `${name}.example`);
  expect(detail(many)).toBe("Allowed: a.example, b.example, c.example, d.example, e.example and 2 more");
});
