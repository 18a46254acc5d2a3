import type { ForeignParty, StoredCanonicalId } from "../domain/canonical-id.ts";
import { listCanonicalIds, listForeignParties } from "../store/canonical-ids.ts";
import type { Database } from "../store/database.ts";

/** Part of a list, and how long all of it is. */
export interface Part<Entry> {
  readonly entries: readonly Entry[];
  readonly total: number;
}

/** Every canonical id that is known: the accounts', and those of others who were met in their buckets. */
export interface CanonicalDirectory {
  readonly accounts: Part<StoredCanonicalId>;
  readonly foreign: Part<ForeignParty>;
}

const MOST = 20;

/** What is remembered, without asking AWS. */
export async function readDirectory({ db }: { readonly db: Database }): Promise<CanonicalDirectory> {
  const [accounts, foreign] = await Promise.all([listCanonicalIds(db, MOST), listForeignParties(db, MOST)]);
  return { accounts, foreign };
}
