import type { ForeignParty, StoredCanonicalId } from "../domain/canonical-id.ts";
import { findCanonicalIds, listCanonicalIds, listForeignParties } from "../store/canonical-ids.ts";
import type { Database } from "../store/database.ts";

/** Part of a list, and how long all of it is. */
export interface Part<Entry> {
  readonly entries: readonly Entry[];
  readonly total: number;
}

/** Every canonical id that is known: the accounts', and those of others who were met in the organization's buckets. */
export interface CanonicalDirectory {
  readonly accounts: Part<StoredCanonicalId>;
  readonly foreign: Part<ForeignParty>;
  /** Those of the others whose account is known, since it was in the organization once. */
  readonly known: readonly StoredCanonicalId[];
}

const MOST = 20;

/** What is remembered, without asking AWS. */
export async function readDirectory({ db }: { readonly db: Database }): Promise<CanonicalDirectory> {
  const [accounts, foreign] = await Promise.all([listCanonicalIds(db, MOST), listForeignParties(db, MOST)]);
  const parties = foreign.entries.map(({ party }) => party);
  return { accounts, foreign, known: await findCanonicalIds(db, parties) };
}
