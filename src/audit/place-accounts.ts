import { AccountSourceError } from "../accounts/account-source.ts";
import type { UnitDirectory } from "../accounts/units.ts";
import type { AccountId, UnitId } from "../domain/account.ts";
import type { OrganizationFacts } from "../domain/organization-facts.ts";
import { unread } from "../domain/read.ts";

/**
 * Gives accounts that do not say where they are the ids of the units that policies are attached to. AWS is asked by
 * unit, never by account, and only where an account does not say. Where it does not answer, the policies count as
 * unread: whom they reach is not known.
 */
export async function placeAccounts(
  units: Pick<UnitDirectory, "membersOf">,
  facts: OrganizationFacts,
  purpose: string,
): Promise<OrganizationFacts> {
  const { accounts, serviceControlPolicies: policies } = facts;
  const unplaced = accounts.filter(({ unitIds }) => unitIds === undefined);
  if (unplaced.length === 0 || !policies.known) return facts;
  const targets = new Set(policies.value.flatMap((policy) => policy.targets).filter(isUnit));
  const placed = new Map<AccountId, UnitId[]>(unplaced.map(({ id }) => [id, []]));
  try {
    for (const unit of targets)
      for (const { id } of await units.membersOf(unit, purpose)(unplaced)) placed.get(id)?.push(unit);
  } catch (error) {
    if (!(error instanceof AccountSourceError)) throw error;
    return { ...facts, serviceControlPolicies: unread(error.why) };
  }
  return {
    ...facts,
    accounts: accounts.map((account) => {
      const unitIds = placed.get(account.id);
      return unitIds ? { ...account, unitIds } : account;
    }),
  };
}

function isUnit(target: string): boolean {
  return target.startsWith("ou-");
}
