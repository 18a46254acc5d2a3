import { createHash } from "node:crypto";
import type { LocalAccount } from "../account.ts";
import type { LocalOrganization } from "../organization.ts";
import type { Switches } from "../switches.ts";

/** The canonical user id of an account: the same in every answer. */
export function canonicalIdOf(accountId: string): string {
  return createHash("sha256").update(`canonical user id of ${accountId}`).digest("hex");
}

/** The canonical id of an account by its id; anything else is one already. */
export function canonicalIdOfParty(party: string): string {
  return /^\d{12}$/.test(party) ? canonicalIdOf(party) : party;
}

/** An owner as S3 answers it: with a name only where it still gives any, and knows the account. */
export function ownerOf(
  party: string,
  { organization, switches }: { readonly organization: LocalOrganization; readonly switches: Switches },
): { ID: string; DisplayName?: string } {
  const ID = canonicalIdOfParty(party);
  const name = switches.displayNames ? displayNameOf(organization.accounts.get(party)) : undefined;
  return { ID, ...(name !== undefined && { DisplayName: name }) };
}

function displayNameOf(account: LocalAccount | undefined): string | undefined {
  return account?.email.split("@")[0];
}
