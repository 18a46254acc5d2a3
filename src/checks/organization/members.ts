import type { Account } from "../../domain/account.ts";
import type { Verdict } from "../../domain/result.ts";
import { notApplicable } from "../check.ts";

/** The answer for an account that is in no organization; undefined for an organization. */
export function withoutOrganization(accounts: readonly Account[]): Verdict | undefined {
  const isOrganization = accounts.length > 1 || accounts.some(({ isManagement }) => isManagement);
  if (isOrganization) return undefined;
  return notApplicable("no-organization", "the account is in no organization", []);
}

/** The accounts that service control policies and root sessions can reach. */
export function activeMembers(accounts: readonly Account[]): readonly Account[] {
  return accounts.filter(({ isManagement, state = "ACTIVE" }) => !isManagement && state === "ACTIVE");
}

const inAList = new Intl.ListFormat("en-GB", { type: "conjunction" });
const NAMED = 3;

/** The first few by name, and how many more: "prod-web, prod-data and 7 more". */
export function namesOf(accounts: readonly Pick<Account, "name">[]): string {
  const more = accounts.length - NAMED;
  const names = accounts.slice(0, NAMED).map(({ name }) => name);
  return inAList.format(more > 0 ? [...names, `${more} more`] : names);
}
