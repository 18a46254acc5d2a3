import {
  type LocalOrganization,
  organization as made,
  type ServiceControlPolicySpecification,
} from "../local-aws/organization.ts";
import { HOME_KEY, MANAGEMENT, SECURITY_TOOLING, sampleAccounts } from "./sample-accounts.ts";

/**
 * The company of the playground. Times are fixed or count back from the moment the organization is made, so
 * that "three days ago" stays so.
 */

/** What runs rootcheck: a user of the security-tooling account, which administers IAM for the organization. */
export const homeCredentials = {
  accessKeyId: HOME_KEY,
  secretAccessKey: "local/home/secret/key/of/the/playground000",
};

/** The same in the management account, for trying rootcheck there. */
export const managementCredentials = {
  accessKeyId: "AKIAROOTCHECKMGMT001",
  secretAccessKey: "local/management/secret/of/the/playground0",
};

/** Makes the organization as it stands at a moment. */
export function sampleOrganization(now: Date): LocalOrganization {
  return made({
    id: "o-brightharb",
    managementAccount: MANAGEMENT,
    delegatedAdministrators: [
      { account: SECURITY_TOOLING, services: ["iam.amazonaws.com", "account.amazonaws.com"] },
    ],
    rootFeatures: ["RootCredentialsManagement", "RootSessions"],
    serviceControlPolicies: [denyRootUser()],
    callers: [
      { ...homeCredentials, account: SECURITY_TOOLING, user: "rootcheck" },
      { ...managementCredentials, account: MANAGEMENT, user: "rootcheck" },
    ],
    accounts: sampleAccounts(now),
  });
}

/** Written before root sessions existed, so it stops those too. */
function denyRootUser(): ServiceControlPolicySpecification {
  return {
    id: "p-denyroot01",
    name: "deny-root-user",
    targets: ["Prod/Regulated"],
    content: {
      Statement: [
        {
          Sid: "DenyRootUser",
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
        },
      ],
    },
  };
}

/**
 * The organization as it stands now; `npm run local-aws` finds it by this name.
 * @public
 */
export const organization: LocalOrganization = sampleOrganization(new Date());
