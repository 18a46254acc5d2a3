import { STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";
import type { LocalOrganization } from "../../../src/local-aws/organization.ts";
import { impatientClients } from "../support.ts";
import {
  accountIn,
  type Break,
  denying,
  expectOneLine,
  HOME,
  HOST_KEY,
  lineOf,
  MANAGEMENT,
  MEMBERS,
  roleIn,
  startDoctor,
  troublesIn,
  withoutAction,
} from "./support.ts";

/** Everything moves to the management account. */
function homeIsManagement(given: LocalOrganization): void {
  const management = accountIn(given, MANAGEMENT);
  management.roles.push(...structuredClone(accountIn(given, HOME).roles));
  roleIn(given, MANAGEMENT, "rootcheck").trusts = [MANAGEMENT];
  const host = given.callers.get(HOST_KEY.accessKeyId);
  if (host) host.account = MANAGEMENT;
  for (const id of MEMBERS) roleIn(given, id).trusts = [`arn:aws:iam::${MANAGEMENT}:role/rootcheck`];
  accountIn(given, HOME).roles.push(structuredClone(roleIn(given, MEMBERS[0])));
}

const breaks: readonly Break[] = [
  {
    what: "consolidated billing",
    how: { specification: { featureSet: "CONSOLIDATED_BILLING" } },
    subject: "Organization",
    verdict: "warning",
    found: /consolidated billing alone/,
    mend: /enable-all-features/,
  },
  {
    what: "an organization that cannot be described",
    how: { breakIt: withoutAction("organizations:DescribeOrganization") },
    subject: "Organization",
    verdict: "broken",
    found: /organizations:DescribeOrganization is not allowed/,
    mend: /put-role-policy --role-name rootcheck .*deploy\/home\/core.json/,
  },
  {
    what: "home in the management account",
    how: { config: { homeRole: `arn:aws:iam::${MANAGEMENT}:role/rootcheck` }, breakIt: homeIsManagement },
    subject: "Delegated administrator",
    verdict: "warning",
    found: /works.*an account for security tools is better/,
    mend: /register-delegated-administrator/,
  },
  {
    what: "no delegation",
    how: { specification: { delegatedAdministrators: [] } },
    subject: "Delegated administrator",
    verdict: "broken",
    found: /neither manages the organization nor/,
    mend: /register-delegated-administrator --account-id 200000000002 --service-principal iam\.amazonaws\.com\n.*account\.amazonaws\.com/,
  },
  {
    what: "delegation for IAM alone",
    how: { specification: { delegatedAdministrators: [{ account: HOME, services: ["iam.amazonaws.com"] }] } },
    subject: "Delegated administrator",
    verdict: "broken",
    found: /is none for account\.amazonaws\.com/,
    mend: /^With[^\n]*\n[^\n]*--service-principal account\.amazonaws\.com$/,
  },
  {
    what: "delegation for Account Management alone",
    how: {
      specification: { delegatedAdministrators: [{ account: HOME, services: ["account.amazonaws.com"] }] },
    },
    subject: "Delegated administrator",
    verdict: "broken",
    found: /is none for iam\.amazonaws\.com/,
    mend: /^With[^\n]*\n[^\n]*--service-principal iam\.amazonaws\.com$/,
  },
  {
    what: "delegation that cannot be seen",
    how: { breakIt: withoutAction("organizations:ListDelegatedAdministrators") },
    subject: "Delegated administrator",
    verdict: "broken",
    found: /ListDelegatedAdministrators is not allowed/,
    mend: /deploy\/home\/core.json/,
  },
  {
    what: "no trust in IAM",
    how: { specification: { trustedAccess: ["account.amazonaws.com"] } },
    subject: "Trusted access",
    verdict: "broken",
    found: /does not trust iam\.amazonaws\.com/,
    mend: /enable-aws-service-access --service-principal iam\.amazonaws\.com$/,
  },
  {
    what: "no trust in Account Management",
    how: { specification: { trustedAccess: ["iam.amazonaws.com"] } },
    subject: "Trusted access",
    verdict: "broken",
    found: /does not trust account\.amazonaws\.com/,
    mend: /enable-aws-service-access --service-principal account\.amazonaws\.com$/,
  },
  {
    what: "root credentials that are not managed centrally",
    how: { specification: { rootFeatures: ["RootSessions"] } },
    subject: "Centralized root access",
    verdict: "broken",
    found: /not managed centrally/,
    mend: /enable-organizations-root-credentials-management/,
  },
  {
    what: "features that cannot be seen",
    how: { breakIt: withoutAction("iam:ListOrganizationsFeatures") },
    subject: "Centralized root access",
    verdict: "broken",
    found: /iam:ListOrganizationsFeatures is not allowed/,
    mend: /deploy\/home\/core.json/,
  },
  {
    what: "no permission for root sessions",
    how: { breakIt: withoutAction("sts:AssumeRoot") },
    subject: "Root session",
    verdict: "broken",
    found: /may not open one in member-1 \(300000000003\)/,
    mend: /--policy-name rootcheck-root-sessions .*deploy\/home\/root-sessions.json/,
  },
  {
    what: "root sessions that a policy denies at home",
    how: { specification: { serviceControlPolicies: [denying("Security", "sts:AssumeRoot")] } },
    subject: "Root session",
    verdict: "broken",
    found: /p-culprit001, statement Stop/,
    mend: /ArnNotLike/,
  },
  {
    what: "the global endpoint",
    how: {
      clients: (url) => ({
        ...impatientClients(url),
        sts: (credentials) =>
          new STSClient({ endpoint: url, region: "aws-global", credentials, maxAttempts: 1 }),
      }),
    },
    subject: "Root session",
    verdict: "broken",
    found: /has no such call/,
    mend: /AWS_REGION=us-east-1/,
  },
  {
    what: "trust that cannot be seen",
    how: { breakIt: withoutAction("organizations:ListAWSServiceAccessForOrganization") },
    subject: "Trusted access",
    verdict: "off",
    found: /Not to be seen from here/,
    mend: /deploy\/home\/core.json/,
  },
  {
    what: "the other root feature is off",
    how: { specification: { rootFeatures: ["RootCredentialsManagement"] } },
    subject: "Centralized root access",
    verdict: "off",
    found: /rootcheck does not need it/,
  },
  {
    what: "root sessions are off",
    how: { config: { rootSessions: "off" } },
    subject: "Root session",
    verdict: "off",
    found: /none was tried/,
    mend: /docs\/install.md#root-sessions.*assumedRoot NOT EXISTS.*"exists": false.*ROOTCHECK_ROOT_SESSIONS=fallback/s,
  },
];

test.each(breaks)("of the organization: $what", expectOneLine);

test("no policy is blamed for what the management account itself may not do: it is bound by none", async () => {
  const { diagnose } = await startDoctor({
    config: { homeRole: `arn:aws:iam::${MANAGEMENT}:role/rootcheck` },
    specification: { serviceControlPolicies: [denying("root", "sts:AssumeRole")] },
    breakIt: (given) => {
      homeIsManagement(given);
      accountIn(given, MEMBERS[1]).roles = [];
    },
  });
  expect(lineOf(await diagnose(), "Member role").found).toMatch(/AWS does not say which/);
});

test("outside an organization there is one account, and nothing to be mended", async () => {
  const { diagnose, aws } = await startDoctor({
    breakIt: (given) => {
      accountIn(given, HOME).inOrganization = false;
    },
  });
  const lines = await diagnose();
  expect(troublesIn(lines)).toEqual([]);
  expect(lineOf(lines, "Organization").found).toMatch(/The account is in none/);
  expect(lineOf(lines, "What an audit reads").verdict).toBe("good");
  expect(aws.calls.filter(({ action }) => action === "AssumeRoot")).toEqual([]);
});

test("no root session is taken while they are off", async () => {
  const { diagnose, aws } = await startDoctor({
    config: { rootSessions: "off" },
    specification: { rootFeatures: [] },
  });
  expect(troublesIn(await diagnose())).toEqual([]);
  expect(aws.calls.filter(({ action }) => action === "AssumeRoot")).toEqual([]);
});
