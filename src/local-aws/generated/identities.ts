import type { AccountSpecification } from "../account.ts";
import type { Archetype, RoleKind } from "./archetypes.ts";

/** Who may look at a generated account, and how far: rights as policies of AWS name them. */

const READS = [
  "iam:GetAccountSummary",
  "iam:GenerateCredentialReport",
  "iam:GetCredentialReport",
  "iam:ListVirtualMFADevices",
  "iam:ListAccountAliases",
  "iam:ListUsers",
  "iam:ListAccessKeys",
  "iam:GetAccessKeyLastUsed",
  "iam:ListEntitiesForPolicy",
  "iam:GetAccountAuthorizationDetails",
  "account:GetAlternateContact",
  "account:GetContactInformation",
];

const ALLOWED: Readonly<Record<RoleKind, readonly string[] | undefined>> = {
  whole: READS,
  none: undefined,
  "nothing-allowed": [],
  "no-report": READS.filter((action) => !action.endsWith("CredentialReport")),
  "no-device-list": READS.filter((action) => action !== "iam:ListVirtualMFADevices"),
};

/** The name of the role in every account that has one. */
const MEMBER_ROLE = "rootcheck-audit";

/** The roles of an account: the member role, trusted to those accounts, and who administers it. */
export function rolesOf(
  { role = "whole", hasAdministrator = true }: Pick<Archetype, "role" | "hasAdministrator">,
  trusts: readonly string[],
): AccountSpecification["roles"] {
  const allows = ALLOWED[role];
  return [
    ...(allows ? [{ name: MEMBER_ROLE, trusts: [...trusts], allows: [...allows] }] : []),
    ...(hasAdministrator
      ? [{ name: "OrganizationAccountAccessRole", policies: ["AdministratorAccess"] }]
      : []),
  ];
}

/** The name of the user by whom the audit runs. */
export const CALLER = "rootcheck";

/** That user. */
export const callingUser = {
  name: CALLER,
  allows: [
    ...READS,
    "account:GetAccountInformation",
    "account:GetPrimaryEmail",
    "iam:ListOrganizationsFeatures",
    "organizations:Describe*",
    "organizations:List*",
    "sts:AssumeRole",
    "sts:AssumeRoot",
    "sts:SetSourceIdentity",
  ],
};
