import { MEMBER_ARCHETYPES, type NamedArchetype, OWN_ARCHETYPES } from "./archetypes.ts";
import { type NamedProfile, PROFILES, type ProfileName } from "./profiles.ts";
import type { Random } from "./random.ts";

/** What one account is to be like. */
export interface Kind {
  readonly archetype: NamedArchetype;
  readonly profile: NamedProfile;
}

/** How many accounts of which kinds. */
export interface KindsWanted {
  readonly accounts: number;
  readonly kind: "realistic" | "even";
}

const MEMBERS: readonly NamedArchetype[] = MEMBER_ARCHETYPES;
const ALL_PROFILES: readonly NamedProfile[] = PROFILES;
const [GUARDED, NEGLECTED, HOME] = OWN_ARCHETYPES;

/** The kinds of all accounts: management, home, then the members in random order. */
export function kindsOf({ accounts, kind }: KindsWanted, random: Random): readonly Kind[] {
  const management: Kind =
    random.below(2) === 0
      ? { archetype: GUARDED, profile: profileNamed("complete") }
      : { archetype: NEGLECTED, profile: profileNamed("management-personal-mailbox") };
  const home: Kind = { archetype: HOME, profile: profileNamed("complete") };
  const count = Math.max(0, accounts - 2);
  const archetypes = random.shuffle(dealt(MEMBERS, count, kind));
  const profiles = random.shuffle(dealt(ALL_PROFILES, count, kind));
  const members = archetypes.map((archetype, index): Kind => {
    const profile = archetype.state ? profileNamed("not-active") : profiles[index];
    return { archetype, profile: profile ?? profileNamed("complete") };
  });
  return [management, home, ...members].slice(0, accounts);
}

/** As many of each as its share gives, the largest remainders rounded up; those without a share are left out. */
function dealt<Item extends { readonly share: number }>(
  items: readonly Item[],
  count: number,
  kind: KindsWanted["kind"],
): readonly Item[] {
  const shared = items.filter(({ share }) => share > 0);
  const weight = (item: Item) => (kind === "even" ? 1 : item.share);
  const total = shared.reduce((sum, item) => sum + weight(item), 0);
  const exact = shared.map((item) => ({ item, quota: (weight(item) / total) * count }));
  const whole = exact.flatMap(({ item, quota }) => Array<Item>(Math.floor(quota)).fill(item));
  const rest = exact.toSorted((a, b) => (b.quota % 1) - (a.quota % 1)).map(({ item }) => item);
  return [...whole, ...rest.slice(0, count - whole.length)];
}

function profileNamed(name: ProfileName): NamedProfile {
  const found = ALL_PROFILES.find((each) => each.name === name);
  if (found) return found;
  throw new Error(`There is no profile ${name}; add it to profiles.ts.`);
}
