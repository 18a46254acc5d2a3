import type { LocalAccount } from "./account.ts";
import type { LocalOrganization } from "./organization.ts";

/** The accounts that belong to the organization, in the order in which lists give them. */
export function members({ accounts }: LocalOrganization): readonly LocalAccount[] {
  const found: LocalAccount[] = [];
  for (const each of accounts.values()) if (each.inOrganization) found.push(each);
  return found;
}

/** Whether an account may look at the organization: it owns it, or administers some service for it. */
export function isAdministrator(organization: LocalOrganization, account: string): boolean {
  if (account === organization.managementAccount) return true;
  return organization.delegatedAdministrators.some((each) => each.account === account);
}

/** Whether an account speaks for the organization towards a service: it owns it, or administers that service. */
export function administersService(
  organization: LocalOrganization,
  account: string,
  service: string,
): boolean {
  if (account === organization.managementAccount) return true;
  return organization.delegatedAdministrators.some(
    (each) => each.account === account && each.services.includes(service),
  );
}

/** Whether an account may manage the members' root users: it owns the organization, or administers IAM for it. */
export function isRootManager(organization: LocalOrganization, account: string): boolean {
  return administersService(organization, account, "iam.amazonaws.com");
}
