/** The roles that rootcheck reads by: at home, in member accounts, and in the management account if that is not home. */
export const deployedRoles = ["home", "member", "management"] as const;

export type DeployedRole = (typeof deployedRoles)[number];

/** What a role's rights are divided into, each a policy of its own: `core`, and what is off until it is wanted. */
export type PolicyPart =
  | "core"
  | "aliases"
  | "contacts"
  | "administrators"
  | "access-keys"
  | "support"
  | "buckets"
  | "alerts"
  | "root-sessions";

/** What differs from one deployment to the next; a template has references in their place. */
export interface PolicyNames {
  readonly partition: string;
  /** The member role's name, with its path before it. */
  readonly memberRole: string;
}

/** One statement of those policies; what it allows, the table of calls says. */
export interface StatementEntry {
  readonly part: PolicyPart;
  readonly roles: readonly DeployedRole[];
  /** ARNs; absent where nothing narrower than `*` will do. */
  readonly resources?: (names: PolicyNames) => readonly string[];
  readonly conditions?: (names: PolicyNames) => PolicyConditions;
}

/** Values by condition key, by operator. */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

const inEachAccount = ["home", "member", "management"] as const;
const centrally = ["home", "management"] as const;

/** The statements of all policies, by their `Sid`. */
export const statements = {
  KnowTheOrganization: { part: "core", roles: ["home"] },
  ReadAboutRoot: { part: "core", roles: inEachAccount },
  ReadContacts: {
    part: "core",
    roles: ["home"],
    resources: ({ partition }) => [ownAccount(partition), membersOf(partition)],
  },
  AskMembersAddresses: {
    part: "core",
    roles: ["home"],
    resources: ({ partition }) => [membersOf(partition)],
  },
  EnterOtherAccounts: {
    part: "core",
    roles: ["home"],
    resources: ({ partition, memberRole }) => [`arn:${partition}:iam::*:role/${memberRole}`],
  },
  // Nobody may ask about the management account from outside.
  ReadItsContacts: {
    part: "core",
    roles: ["management"],
    resources: ({ partition }) => [ownAccount(partition)],
  },
  KnowAliases: { part: "aliases", roles: inEachAccount },
  KnowWhoAdministers: { part: "administrators", roles: inEachAccount },
  KnowWhatIdentityCenterAssigns: { part: "administrators", roles: centrally },
  KnowTheAccessKeys: { part: "access-keys", roles: inEachAccount },
  KnowWhoseAccessKeysAre: { part: "access-keys", roles: ["home"] },
  KnowWhoWritesToSupport: { part: "support", roles: inEachAccount },
  KnowCanonicalIds: { part: "buckets", roles: inEachAccount },
  // Of an account outside the organization; home knows those of members.
  KnowItsContacts: {
    part: "contacts",
    roles: ["member"],
    resources: ({ partition }) => [ownAccount(partition)],
  },
  KnowWhoWouldNoticeRoot: { part: "alerts", roles: centrally },
  LookAtRootAndNothingElse: {
    part: "root-sessions",
    roles: ["home"],
    resources: ({ partition }) => [`arn:${partition}:iam::*:root`],
    conditions: ({ partition }) => ({ StringEquals: { "sts:TaskPolicyArn": auditTaskArn(partition) } }),
  },
} as const satisfies Record<string, StatementEntry>;

export type Sid = keyof typeof statements;

/** The only task that rootcheck opens root sessions for. */
export function auditTaskArn(partition: string): string {
  return `arn:${partition}:iam::aws:policy/root-task/IAMAuditRootUserCredentials`;
}

function ownAccount(partition: string): string {
  return `arn:${partition}:account::*:account`;
}

function membersOf(partition: string): string {
  return `arn:${partition}:account::*:account/o-*/*`;
}
