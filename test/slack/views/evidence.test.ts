import { describe, expect, test } from "vitest";
import { evaluateOrganization } from "../../../src/checks/organization/evaluate.ts";
import { evidenceModal, organizationEvidenceModal } from "../../../src/slack/views/evidence.ts";
import { pass } from "../../support/audits.ts";
import { organizationFacts } from "../../support/organization-facts.ts";
import { readAt, sampleAccount, samplePolicy } from "../../support/root-facts.ts";
import { combinations, readingOf, resultsOf, sampleAccounts } from "./samples.ts";
import { expectModalSendable, wordsIn } from "./sendable.ts";

test.each(combinations)("of %s with %s can be shown", (_who, _what, account, results) => {
  expectModalSendable(evidenceModal({ account, reading: readingOf(results) }));
});

test.each(sampleAccounts)("of %s without a reading says so", (_who, account) => {
  const view = evidenceModal({ account });
  expectModalSendable(view);
  expect(wordsIn(view)).toContain("This account has not been read yet.");
});

describe("the evidence of a failure", () => {
  const words = wordsIn(
    evidenceModal({ account: sampleAccount, reading: readingOf(resultsOf("everything wrong")) }),
  );

  test("names call, field and value, the rung, the exact time and the request", () => {
    expect(words).toContain(
      "iam:GetAccountSummary AccountAccessKeysPresent = true\n" +
        "by member role, 23 Nov 2026, 09:00:00 UTC, request req-1",
    );
    expect(words).toContain("iam:ListAccessKeys AccessKeyMetadata = AKIA••••••••••••MPLE active; ");
  });

  test("names where frameworks ask the same", () => {
    expect(words).toContain("Security Hub: IAM.4");
    expect(words).toContain("Security Hub: IAM.9");
  });
});

describe("of the organization", () => {
  test("is that of its own checks, of which the coverage has none", () => {
    const results = [...evaluateOrganization(organizationFacts(), samplePolicy), pass("coverage")];
    const view = organizationEvidenceModal({ partition: "aws", reading: { readAt, results } });
    expectModalSendable(view);
    const words = wordsIn(view);
    expect(words).toContain("The organization");
    expect(words).toContain(
      "organizations:ListTargetsForPolicy Targets = 1 attached, root denied by deny-root (p-denyroot01), " +
        "statement DenyRoot\nby own credentials, 23 Nov 2026, 09:00:00 UTC",
    );
    expect(words).toContain("CIS AWS Foundations 7.0: 2.1.2");
    expect(words).toContain("Coverage  ·  pass");
  });

  test("without a reading says so", () => {
    const view = organizationEvidenceModal({ partition: "aws" });
    expectModalSendable(view);
    expect(wordsIn(view)).toContain("The organization has not been read yet.");
  });
});

test("of a report names both its own time and that of the reading", () => {
  const reading = readingOf(resultsOf("an inactive key"));
  expect(wordsIn(evidenceModal({ account: sampleAccount, reading }))).toContain(
    "of 23 Nov 2026, 07:30:00 UTC, fetched 23 Nov 2026, 09:00:00 UTC",
  );
});

test("of what is unknown is its reason", () => {
  const reading = readingOf(resultsOf("nothing known"));
  expect(wordsIn(evidenceModal({ account: sampleAccount, reading }))).toContain(
    "unknown: access denied: iam:GetAccountSummary is not allowed",
  );
});
