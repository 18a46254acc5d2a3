import type { AccountSpecification } from "../account.ts";
import type { RoleKind } from "./archetypes.ts";

/** Who may look at a generated account, and how far: rights as policies of AWS name them. */

const READS = [
  "iam:GetAccountSummary",
  "iam:GenerateCredentialReport",
  "iam:GetCredentialReport",
  "iam:ListVirtualMFADevices",
  "iam:ListAccountAliases",
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

/** The roles of an account whose member role gets that far in, trusted to those accounts. */
export function rolesOf(kind: RoleKind, trusts: readonly string[]): AccountSpecification["roles"] {
  const allows = ALLOWED[kind];
  return allows ? [{ name: MEMBER_ROLE, trusts: [...trusts], allows: [...allows] }] : [];
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
