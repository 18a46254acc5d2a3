import type { AccountSpecification } from "../../local-aws/account.ts";
import { deployedPolicies } from "./deployed-policies.ts";

/** The account that owns the organization. */
export const MANAGEMENT = "100000000001";
/** The account that rootcheck runs in. */
export const SECURITY_TOOLING = "200000000002";

/** Makes some of the company's accounts, as they stand a number of days after what happened to them. */
export type Story = (daysAgo: (days: number) => Date) => AccountSpecification[];

const MEMBER_ROLE = "rootcheck-audit";

/** Whether a role is the one that rootcheck reads an account by. */
export function isMemberRole({ name }: { readonly name: string }): boolean {
  return name === MEMBER_ROLE;
}

/** The member role of an account with all the rights that deploy/ has for it, or with others. */
export function memberRole(
  account?: string,
  documents = account === MANAGEMENT ? managementPolicies : memberPolicies,
) {
  return { name: MEMBER_ROLE, trusts: [SECURITY_TOOLING, MANAGEMENT], documents };
}

export const memberPolicies = deployedPolicies("member");
const managementPolicies = deployedPolicies("management");

/** The policy of AWS's own that allows everything. */
export const ADMINISTRATOR = "AdministratorAccess";

/** The role that Organizations makes in accounts that it creates, for the management account. */
export const organizationRole = {
  name: "OrganizationAccountAccessRole",
  trusts: [MANAGEMENT],
  policies: [ADMINISTRATOR],
};

/** The role that stands in an account for a permission set of Identity Center which is assigned there. */
export const administratorsRole = {
  name: "AWSReservedSSO_AdministratorAccess_5c1d0e7f9a2b3c4d",
  path: "/aws-reserved/sso.amazonaws.com/",
  policies: [ADMINISTRATOR],
};
