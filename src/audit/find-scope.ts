import type { AccountDirectory } from "../accounts/directory.ts";
import type { UnitDirectory, UnitMatch } from "../accounts/units.ts";
import {
  type Account,
  type AccountName,
  type OrganizationalUnit,
  parseAccountId,
} from "../domain/account.ts";
import type { Scope } from "../domain/audit.ts";

/** What somebody's words for an audit's scope stand for. */
export type ScopeMatch =
  /** `name` is what people call the scope; an account comes with what is known of it. */
  | { readonly kind: "found"; readonly scope: Scope; readonly name: string; readonly account?: Account }
  /** More than one is called so. */
  | ({ readonly kind: "several" } & Candidates)
  /** Nothing is; these are called nearly so. */
  | ({ readonly kind: "none" } & Candidates);

interface Candidates {
  readonly accounts: readonly AccountName[];
  readonly units: readonly OrganizationalUnit[];
}

export interface FindScopeDependencies {
  readonly accounts: Pick<AccountDirectory, "find">;
  readonly units: Pick<UnitDirectory, "find">;
}

const ORGANIZATION = /^((the\s+)?organi[sz]ation|org|all|everything)?$/i;
const UNIT = /^(?:ou[:\s]\s*)?(ou-\S+|.*)$/is;

/**
 * No words stand for the organization; else an account or an organizational unit by what people call it.
 * @throws {AccountSourceError} if AWS has to be asked and cannot be.
 */
export async function findScope(
  { accounts, units }: FindScopeDependencies,
  words: string,
): Promise<ScopeMatch> {
  if (ORGANIZATION.test(words.trim()))
    return { kind: "found", scope: { kind: "organization" }, name: "the organization" };
  if (parseAccountId(words)) return ofAccount(await accounts.find(words), { found: [], nearest: [] });
  const unitWords = UNIT.exec(words.trim())?.[1] ?? words;
  if (/^ou-/i.test(unitWords)) return ofUnits(await units.find(unitWords));
  const [account, unit] = await Promise.all([accounts.find(words), units.find(unitWords)]);
  return ofAccount(account, unit);
}

function ofUnits({ found, nearest }: UnitMatch): ScopeMatch {
  const [unit, ...others] = found;
  if (!unit) return { kind: "none", accounts: [], units: nearest };
  if (others.length > 0) return { kind: "several", accounts: [], units: found };
  const path = unit.path.join(" / ");
  return { kind: "found", scope: { kind: "unit", unitId: unit.id, path }, name: path };
}

function ofAccount(account: Awaited<ReturnType<AccountDirectory["find"]>>, unit: UnitMatch): ScopeMatch {
  if (account.kind === "none") {
    if (unit.found.length > 0) return ofUnits(unit);
    return { kind: "none", accounts: account.nearest, units: unit.nearest };
  }
  if (account.kind === "several") return { kind: "several", accounts: account.accounts, units: unit.found };
  const { id, name } = account.account;
  if (unit.found.length > 0) return { kind: "several", accounts: [{ id, name }], units: unit.found };
  return {
    kind: "found",
    scope: { kind: "account", accountId: id },
    name,
    account: account.account,
  };
}
