import { expect, test } from "vitest";
import { primaryContact as check } from "../../src/checks/primary-contact.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import { accountFacts, denied, primaryContact, samplePolicy } from "../support/root-facts.ts";
import { type Expected, gist } from "./gist.ts";

const CONTACT = "account:GetContactInformation ContactInformation";
const judge = (contact: AccountFacts["primaryContact"]) =>
  check.evaluate(accountFacts({ primaryContact: contact }), samplePolicy);

test.each<[string, AccountFacts["primaryContact"], Expected]>([
  [
    "complete",
    primaryContact(),
    { status: "pass", summary: "complete", evidence: [`${CONTACT} = company set, phone number set`] },
  ],
  [
    "without a company",
    primaryContact({ hasCompany: false }),
    {
      status: "fail",
      severity: "low",
      headline: "Primary contact without a company",
      summary: "no company",
      evidence: [`${CONTACT} = company not set, phone number set`],
    },
  ],
  [
    "without a phone number",
    primaryContact({ hasPhone: false }),
    {
      status: "fail",
      severity: "low",
      headline: "Primary contact without a phone number",
      summary: "no phone number",
      evidence: [`${CONTACT} = company set, phone number not set`],
    },
  ],
  [
    "without either",
    primaryContact({ hasCompany: false, hasPhone: false }),
    {
      status: "fail",
      severity: "low",
      headline: "Primary contact without a company and a phone number",
      summary: "no company, no phone number",
      evidence: [`${CONTACT} = company not set, phone number not set`],
    },
  ],
  [
    "denied",
    unread(denied),
    {
      status: "unknown",
      code: "access-denied",
      summary: "access denied: iam:GetAccountSummary is not allowed",
      evidence: [],
    },
  ],
])("%s", (_name, contact, expected) => {
  expect(gist(judge(contact))).toEqual(expected);
});

test.each([
  ["complete", {}, "complete"],
  ["lacking", { hasPhone: false }, "no phone number"],
])("what was kept for days says so: %s", (_name, contact, words) => {
  const at = new Date("2026-11-17T09:00:00Z");
  expect(judge(primaryContact(contact, at)).summary).toEqual([words, ", as read ", { ago: at }]);
});
