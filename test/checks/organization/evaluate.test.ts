import { expect, test } from "vitest";
import { evaluateOrganization } from "../../../src/checks/organization/evaluate.ts";
import { organizationChecks } from "../../../src/checks/organization/index.ts";
import type { OrganizationFacts } from "../../../src/domain/organization-facts.ts";
import { unread } from "../../../src/domain/read.ts";
import type { Result } from "../../../src/domain/result.ts";
import { accountOf, idOf } from "../../support/audits.ts";
import { administrators, feature, organizationFacts } from "../../support/organization-facts.ts";
import { denied, readAt, samplePolicy } from "../../support/root-facts.ts";

function judged(given: Partial<OrganizationFacts>): Readonly<Record<string, Result>> {
  const results = evaluateOrganization(organizationFacts(given), samplePolicy);
  return Object.fromEntries(results.map((result) => [result.check, result]));
}

test("an organization in order passes every check, with evidence", () => {
  for (const result of Object.values(judged({}))) {
    expect(result, result.check).toMatchObject({ status: "pass" });
    expect(result.evidence, result.check).not.toEqual([]);
  }
});

test.each<[string, Partial<OrganizationFacts>, object]>([
  [
    "org-root-credentials-management",
    { centralCredentialsManagement: feature(false) },
    { severity: "high", summary: ["off"], fingerprint: { feature: "off" } },
  ],
  [
    "org-root-credentials-management",
    { centralCredentialsManagement: feature(false, "off, as trusted access for IAM is") },
    { severity: "high", evidence: [{ value: "off, as trusted access for IAM is" }] },
  ],
  [
    "org-root-sessions",
    { rootSessions: feature(false) },
    { severity: "info", fingerprint: { feature: "off" } },
  ],
  [
    "org-iam-delegated-admin",
    { iamDelegatedAdministrators: administrators() },
    { severity: "low", fingerprint: { administrators: "none" }, evidence: [{ value: "none" }] },
  ],
])("%s fails, and nothing else with it", (check, given, expected) => {
  const { [check]: failing, ...others } = judged(given);
  expect(failing).toMatchObject({ status: "fail", ...expected });
  expect(new Set(Object.values(others).map(({ status }) => status))).toEqual(new Set(["pass"]));
});

test("delegated administrators are named where they are known", () => {
  const { "org-iam-delegated-admin": delegated } = judged({
    iamDelegatedAdministrators: administrators(idOf(2), idOf(77)),
  });
  expect(delegated?.summary).toEqual([`security (${idOf(2)}), ${idOf(77)}`]);
});

test("what could not be read is unknown, each for itself", () => {
  for (const { id, needs } of organizationChecks) {
    const [fact] = needs.filter((need) => need !== "accounts");
    if (!fact) throw new Error(`${id} needs no fact`);
    const { [id]: own, ...others } = judged({ [fact]: unread(denied) });
    expect(own, id).toMatchObject({ status: "unknown", reason: { code: denied.code } });
    expect(new Set(Object.values(others).map(({ status }) => status))).toEqual(new Set(["pass"]));
  }
});

test("an account that is in no organization is asked only who would notice its root", () => {
  const described = { call: "organizations:DescribeOrganization", readAt } as const;
  const { "root-activity-alert": _, ...others } = judged({ accounts: [accountOf(1, { described })] });
  for (const result of Object.values(others))
    expect(result, result.check).toMatchObject({
      status: "not_applicable",
      reason: { code: "no-organization" },
      evidence: [{ ...described, field: "Organization", rung: "own credentials", value: "none" }],
    });
});

test("one account by itself is taken for one in no organization, by the list that it is alone in", () => {
  const described = { call: "organizations:ListAccounts", readAt } as const;
  const { "org-root-sessions": sessions } = judged({ accounts: [accountOf(1, { described })] });
  expect(sessions).toMatchObject({
    reason: { code: "no-organization" },
    evidence: [{ ...described, field: "Accounts", rung: "own credentials", value: "1 account" }],
  });
});

test("a management account without members is an organization all the same", () => {
  const statuses = Object.values(judged({ accounts: [accountOf(1, { isManagement: true })] })).map(
    ({ check, status }) => [check, status],
  );
  expect(Object.fromEntries(statuses)).toMatchObject({
    "org-root-credentials-management": "pass",
    "org-root-deny-scp": "not_applicable",
  });
});

test("every check is stored under an id of its own, by which it is known to be the organization's", () => {
  const ids = organizationChecks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
