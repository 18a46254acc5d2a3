import type { AccountSpecification } from "../account.ts";
import { callingUser, rolesOf } from "./identities.ts";
import type { Kind } from "./kinds.ts";
import { createNaming, unitsFor } from "./names.ts";
import { contactsOf } from "./profiles.ts";
import type { Random } from "./random.ts";

/** What accounts are made with. */
export interface Making {
  readonly random: Random;
  readonly now: Date;
  /** The accounts that the member roles trust. */
  readonly trusts: readonly string[];
  /** The account that the audit's user is in. */
  readonly caller: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** As many account ids as wanted, no two the same; some begin with zeros, as some do at AWS. */
export function accountIds(count: number, random: Random): readonly string[] {
  const ids = new Set<string>();
  while (ids.size < count) {
    const digits =
      `${random.below(1_000_000)}`.padStart(6, "0") + `${random.below(1_000_000)}`.padStart(6, "0");
    ids.add(digits);
  }
  return [...ids];
}

/** The accounts of those kinds, with those ids; the first one stands directly under the root. */
export function accountsOf(kinds: readonly Kind[], ids: readonly string[], making: Making) {
  const { random } = making;
  const units = unitsFor(kinds.length, random);
  const nameOf = createNaming(random);
  return kinds.map((kind, index): AccountSpecification => {
    const id = ids[index] ?? "";
    const own = [
      { name: "management", ou: "" },
      { name: "security-tooling", ou: "Security" },
    ][index];
    const name = own?.name ?? nameOf(kind.profile.hostileName ?? false);
    const ou = own?.ou ?? kind.archetype.unit ?? random.pick(units);
    const joinedAt = new Date(making.now.getTime() - (30 + random.below(3_000)) * DAY_MS);
    return { id, name, ou, joinedAt, ...contentsOf(kind, id, making) };
  });
}

function contentsOf({ archetype, profile }: Kind, id: string, { now, trusts, caller }: Making) {
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  return {
    email: `aws-root-${id}@${profile.mailDomain ?? "example.com"}`,
    state: archetype.state ?? "ACTIVE",
    root: archetype.root?.({ id, ago }) ?? {},
    roles: rolesOf(archetype, trusts),
    users: id === caller ? [callingUser] : [],
    ...contactsOf(profile),
  } satisfies Partial<AccountSpecification>;
}
