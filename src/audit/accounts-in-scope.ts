import type { AccountDirectory } from "../accounts/directory.ts";
import type { UnitDirectory } from "../accounts/units.ts";
import type { Account } from "../domain/account.ts";
import { type Audit, auditName } from "../domain/audit.ts";
import type { Lease } from "../store/audit-leases.ts";
import { findAccountIdsInScope, setAccountsInScope } from "../store/audits.ts";
import type { Database } from "../store/database.ts";

export interface AccountsInScopeDependencies {
  readonly db: Database;
  readonly directory: AccountDirectory;
  readonly units: UnitDirectory;
}

/** Few enough at a time that nobody who waits for an acknowledgement notices. */
const PAGE = 200;

/**
 * The accounts that an audit covers, as AWS lists them, so that the first can be read while the last are still to
 * come. Once the list is whole it is fixed: an audit that is taken up again goes by it and does not list anew.
 * @throws {AccountSourceError} where AWS cannot be asked.
 */
export async function* accountsInScope(
  { db, directory, units }: AccountsInScopeDependencies,
  lease: Lease,
  audit: Audit,
): AsyncGenerator<readonly Account[]> {
  const fixed = await findAccountIdsInScope(db, audit.id);
  if (fixed) {
    for (let from = 0; from < fixed.length; from += PAGE)
      yield await directory.stored(fixed.slice(from, from + PAGE));
    return;
  }
  const ids: string[] = [];
  for await (const page of listed({ directory, units }, audit)) {
    ids.push(...page.map(({ id }) => id));
    yield page;
  }
  await setAccountsInScope(db, lease, ids);
}

async function* listed(
  { directory, units }: Pick<AccountsInScopeDependencies, "directory" | "units">,
  { id, scope }: Audit,
): AsyncGenerator<readonly Account[]> {
  const purpose = auditName(id);
  if (scope.kind === "account") {
    const account = await directory.describe(scope.accountId, purpose);
    if (account) yield [account];
    return;
  }
  void units.refresh(purpose); // a courtesy: thousands of units take longer to list than anybody should wait
  const membersOf = scope.kind === "unit" ? units.membersOf(scope.unitId, purpose) : undefined;
  for await (const page of directory.list(purpose)) yield membersOf ? await membersOf(page) : page;
}
