import type { LocalAccount } from "./account.ts";
import type { LocalOrganization } from "./organization.ts";

/** The accounts that belong to the organization, in the order in which lists give them. */
export function members({ accounts }: LocalOrganization): readonly LocalAccount[] {
  return [...accounts.values()].filter((each) => each.inOrganization);
}

/** Whether an account may look at the organization: it owns it, or administers some service for it. */
export function isAdministrator(organization: LocalOrganization, account: string): boolean {
  if (account === organization.managementAccount) return true;
  return organization.delegatedAdministrators.some((each) => each.account === account);
}

/** Whether an account may manage the members' root users: it owns the organization, or administers IAM for it. */
export function isRootManager(organization: LocalOrganization, account: string): boolean {
  if (account === organization.managementAccount) return true;
  return organization.delegatedAdministrators.some(
    (each) => each.account === account && each.services.includes("iam.amazonaws.com"),
  );
}
