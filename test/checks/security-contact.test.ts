import { describe, expect, test } from "vitest";
import { securityContact as check } from "../../src/checks/security-contact.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import { accountFacts, denied, samplePolicy, securityContact } from "../support/root-facts.ts";
import { type Expected, gist } from "./gist.ts";

const judge = (securityContactSet: AccountFacts["securityContactSet"]) =>
  check.evaluate(accountFacts({ securityContactSet }), samplePolicy);

test.each<[string, AccountFacts["securityContactSet"], Expected]>([
  [
    "set",
    securityContact(true),
    { status: "pass", summary: "set", evidence: ["account:GetAlternateContact AlternateContact = set"] },
  ],
  [
    "not set",
    securityContact(false),
    {
      status: "fail",
      severity: "medium",
      headline: "No security contact",
      summary: "not set",
      evidence: ["account:GetAlternateContact AlternateContact = not set"],
    },
  ],
  [
    "denied",
    unread({
      ...denied,
      call: "account:GetAlternateContact",
      detail: "account:GetAlternateContact is not allowed",
    }),
    {
      status: "unknown",
      code: "access-denied",
      summary: "access denied: account:GetAlternateContact is not allowed",
      evidence: [],
    },
  ],
  [
    "not read yet",
    unread({ code: "not-read-yet", call: "account:GetAlternateContact", detail: "contacts are read slowly" }),
    {
      status: "unknown",
      code: "not-read-yet",
      summary: "not read yet: contacts are read slowly",
      evidence: [],
    },
  ],
])("%s", (_name, fact, expected) => {
  expect(gist(judge(fact))).toEqual(expected);
});

describe("the age of what was kept", () => {
  const dayBefore = new Date("2026-11-22T09:00:00Z");
  const older = new Date("2026-11-22T08:59:59Z");
  test.each([
    ["a day is not said", true, dayBefore, ["set"]],
    ["more than a day is", true, older, ["set", ", as read ", { ago: older }]],
    ["more than a day is, of a failure too", false, older, ["not set", ", as read ", { ago: older }]],
  ])("%s", (_name, set, at, summary) => {
    expect(judge(securityContact(set, at)).summary).toEqual(summary);
  });
});
