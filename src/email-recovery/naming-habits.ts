import type { AccountName } from "../domain/account.ts";
import { keyOf, partsOf } from "./addresses.ts";
import type { Clue, Fragment, NamedAddress } from "./source.ts";

/** Fewer addresses show no habit. */
const FEWEST = 3;

/** What the addresses of other accounts have in common; a habit is what more than half of them follow. */
export function habitsOf(
  others: readonly NamedAddress[],
  account: AccountName,
): { readonly clues: readonly Clue[]; readonly fragments: readonly Fragment[] } {
  const domain = mostCommon(others.map(({ email }) => partsOf(keyOf(email)).domain));
  const form = mostCommon(others.flatMap((other) => formOf(other) ?? []));
  const slug = slugOf(account.name);
  const isNamed = account.name !== account.id && slug !== "";
  return {
    clues:
      form && isNamed && form.count * 2 > others.length && form.count >= FEWEST
        ? [
            {
              address: form.value.replace(NAME, () => slug),
              trust: "hint",
              evidence: {
                source: "contacts",
                said: `The form of ${form.count} of ${others.length} other accounts' addresses`,
              },
            },
          ]
        : [],
    fragments:
      domain && domain.count * 2 > others.length && domain.count >= FEWEST
        ? [
            {
              part: "domain",
              text: domain.value,
              evidence: {
                source: "contacts",
                said: `The domain of ${domain.count} of ${others.length} other accounts' addresses`,
              },
            },
          ]
        : [],
  };
}

/** Stands for the account's name in the form of an address; no address can contain it. */
const NAME = "<name>";

/** `aws+prod-web@example.com` of the account prod-web is of the form `aws+<name>@example.com`. */
function formOf({ name, email }: NamedAddress): string | undefined {
  const { local, domain } = partsOf(keyOf(email));
  const slug = slugOf(name);
  if (slug === "" || !local.includes(slug)) return undefined;
  return `${local.replace(slug, () => NAME)}@${domain}`;
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

function mostCommon(values: readonly string[]): { value: string; count: number } | undefined {
  const groups = [...Map.groupBy(values, (value) => value)].map(([value, all]) => ({
    value,
    count: all.length,
  }));
  return groups.toSorted((a, b) => b.count - a.count || a.value.localeCompare(b.value))[0];
}
