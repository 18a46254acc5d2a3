import {
  type LocalOrganization,
  organization as made,
  type ServiceControlPolicySpecification,
} from "../local-aws/organization.ts";
import { ADMINISTRATOR, MANAGEMENT, SECURITY_TOOLING } from "./sample-accounts/account.ts";
import { sampleAccounts } from "./sample-accounts/index.ts";
import { HOME_KEY, homeRole, hostRole } from "./sample-accounts/own.ts";

/**
 * The company of the playground. Times are fixed or count back from the moment the organization is made, so
 * that "three days ago" stays so.
 */

/** What the machine is given on which rootcheck runs, in the account that administers IAM for the organization. */
export const hostCredentials = {
  accessKeyId: "ASIAROOTCHECKHOST001",
  secretAccessKey: "local/host/secret/key/of/the/playground000",
  sessionToken: "local/host/session/of/the/playground",
};

/** What rootcheck has to be told of this organization. */
export const settings = { ROOTCHECK_HOME_ROLE: `arn:aws:iam::${SECURITY_TOOLING}:role/${homeRole.name}` };

/** A user of the same account, with the rights of the home role: what rootcheck ran as once. */
export const homeCredentials = {
  accessKeyId: HOME_KEY,
  secretAccessKey: "local/home/secret/key/of/the/playground000",
};

/** The same in the management account, for trying rootcheck there. */
export const managementCredentials = {
  accessKeyId: "AKIAROOTCHECKMGMT001",
  secretAccessKey: "local/management/secret/of/the/playground0",
};

/** The id of the policy that denies root users everything where it is attached. */
export const DENY_ROOT = "p-denyroot01";

const ADMINISTERED = ["iam.amazonaws.com", "account.amazonaws.com", "sso.amazonaws.com"];

/** Where Identity Center assigns somebody administrator access; in the last two nothing else tells of it. */
const ASSIGNED = [MANAGEMENT, SECURITY_TOOLING, "433333333333", "599999999999"];
const TIDEWATER_SHOP = "598989898989";

/** Makes the organization as it stands at a moment. */
export function sampleOrganization(now: Date): LocalOrganization {
  return made({
    id: "o-brightharb",
    managementAccount: MANAGEMENT,
    delegatedAdministrators: [{ account: SECURITY_TOOLING, services: ADMINISTERED }],
    rootFeatures: ["RootCredentialsManagement", "RootSessions"],
    identityCenter: {
      permissionSets: [
        { name: "AdministratorAccess", policies: [ADMINISTRATOR], accounts: ASSIGNED },
        { name: "ReadOnly", policies: ["ReadOnlyAccess"], accounts: [...ASSIGNED, TIDEWATER_SHOP] },
      ],
    },
    serviceControlPolicies,
    callers: [
      { ...homeCredentials, account: SECURITY_TOOLING, user: "rootcheck" },
      { ...managementCredentials, account: MANAGEMENT, user: "rootcheck" },
      { ...hostCredentials, account: SECURITY_TOOLING, role: hostRole.name },
    ],
    accounts: sampleAccounts(now),
  });
}

const ROOT_USERS = { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } };

const serviceControlPolicies: ServiceControlPolicySpecification[] = [
  // Written before root sessions existed, so it stops those too.
  denying({
    id: DENY_ROOT,
    name: "deny-root-user",
    target: "Prod/Regulated",
    sid: "DenyRootUser",
    condition: ROOT_USERS,
  }),
  denying({
    id: "p-denyroot02",
    name: "deny-root-user-but-sessions",
    target: "Prod/Regulated Reporting",
    sid: "DenyRootUserOutsideSessions",
    condition: { ...ROOT_USERS, Null: { "aws:AssumedRoot": "true" } },
  }),
  denying({ id: "p-quarantine", name: "quarantine", target: "Quarantine", sid: "DenyEverybody" }),
];

interface Denial {
  readonly id: string;
  readonly name: string;
  readonly target: string;
  readonly sid: string;
  /** Everybody is denied where it is absent. */
  readonly condition?: ServiceControlPolicySpecification["content"]["Statement"][number]["Condition"];
}

function denying({ id, name, target, sid, condition }: Denial): ServiceControlPolicySpecification {
  const statement = { Sid: sid, Effect: "Deny", Action: "*", Resource: "*" } as const;
  const Statement = [{ ...statement, ...(condition && { Condition: condition }) }];
  return { id, name, targets: [target], content: { Statement } };
}
