import type { Account } from "../../src/domain/account.ts";
import type {
  OrganizationFacts,
  ReadOrganizationFacts,
  ServiceControlPolicy,
} from "../../src/domain/organization-facts.ts";
import { known, type Origin, type Read } from "../../src/domain/read.ts";
import { accountOf } from "./audits.ts";
import { readAt } from "./root-facts.ts";

const origin = (call: string, field: string): Origin => ({ call, field, rung: "own credentials", readAt });

export const ROOT_ID = "r-e1x4";

/** What AWS answers about the features of centralized root access. */
export function feature(on: boolean, given?: string): Read<boolean> {
  return known(on, {
    ...origin("iam:ListOrganizationsFeatures", "EnabledFeatures"),
    ...(given && { given }),
  });
}

export function administrators(...ids: readonly string[]): Read<readonly string[]> {
  return known(ids, origin("organizations:ListDelegatedAdministrators", "DelegatedAdministrators"));
}

export function policies(...given: readonly ServiceControlPolicy[]): Read<readonly ServiceControlPolicy[]> {
  return known(given, origin("organizations:ListTargetsForPolicy", "Targets"));
}

/** A policy of one statement that denies root users everything but in root sessions, except for what is given. */
export function denyRoot(
  statement: Readonly<Record<string, unknown>> = {},
  policy: Partial<ServiceControlPolicy> = {},
): ServiceControlPolicy {
  const whole = {
    Sid: "DenyRoot",
    Effect: "Deny",
    Action: "*",
    Resource: "*",
    Condition: {
      StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" },
      Null: { "aws:AssumedRoot": "true" },
    },
    ...statement,
  };
  const content = JSON.stringify({ Version: "2012-10-17", Statement: [whole] });
  return { id: "p-denyroot01", name: "deny-root", content, targets: [ROOT_ID], ...policy };
}

/** What AWS says of an organization in perfect order, except for what is given. */
export function readOrganizationFacts(given: Partial<ReadOrganizationFacts> = {}): ReadOrganizationFacts {
  return {
    centralCredentialsManagement: feature(true),
    rootSessions: feature(true),
    iamDelegatedAdministrators: administrators("000000000002"),
    serviceControlPolicies: policies(denyRoot()),
    rootActivityAlerts: known(
      {
        alerts: [
          {
            kind: "event rule",
            account: "000000000001",
            region: "us-east-1",
            name: "root-activity",
            watches: "organization",
            noticesRootSessions: false,
          },
        ],
        looked: [
          { kind: "event rule", account: "000000000001", region: "us-east-1", rung: "own credentials" },
        ],
        unseen: [],
      },
      origin("events:ListRules", "Rules"),
    ),
    ...given,
  };
}

/** A management account and three members: two in units, one directly under the root. */
export const sampleAccounts: readonly Account[] = [
  accountOf(1, { name: "management", isManagement: true, unitIds: [] }),
  accountOf(2, { name: "security", unitIds: ["ou-e1x4-security"] }),
  accountOf(3, { name: "payments", unitIds: ["ou-e1x4-prod", "ou-e1x4-payments"] }),
  accountOf(4, { name: "sandbox", unitIds: [] }),
];

/** The same with its accounts. */
export function organizationFacts(given: Partial<OrganizationFacts> = {}): OrganizationFacts {
  return { accounts: sampleAccounts, ...readOrganizationFacts(), ...given };
}
