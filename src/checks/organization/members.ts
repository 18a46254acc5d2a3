import type { Account } from "../../domain/account.ts";
import type { Evidence, Verdict } from "../../domain/result.ts";
import { notApplicable } from "../check.ts";
import { outsideOrganization } from "../no-organization.ts";

/** The answer for an account that is in no organization; undefined for an organization. */
export function withoutOrganization(accounts: readonly Account[]): Verdict | undefined {
  const isOrganization = accounts.length > 1 || accounts.some(({ isManagement }) => isManagement);
  if (isOrganization) return undefined;
  const outside = accounts.map(outsideOrganization).find((verdict) => verdict !== undefined);
  if (outside) return outside;
  const evidence = evidenceOfList(accounts, accounts.length === 1 ? "1 account" : "no account");
  return notApplicable("no-organization", "the account is in no organization", evidence);
}

/** The list of accounts as evidence for what it comes to. */
export function evidenceOfList(accounts: readonly Account[], value: string): readonly Evidence[] {
  const listed = accounts.find(({ described }) => described?.call === "organizations:ListAccounts");
  if (!listed?.described) return [];
  return [{ ...listed.described, field: "Accounts", rung: "own credentials", value }];
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
