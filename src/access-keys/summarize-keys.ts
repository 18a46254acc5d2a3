import type { Clock } from "../clock.ts";
import type { KeyScope, KeySummary } from "../domain/access-key.ts";
import type { AccountName } from "../domain/account.ts";
import type { Database } from "../store/database.ts";
import { countKeys, findKeyCoverage, listKeys, listKeyTroubles } from "../store/listed-keys.ts";

/** Keys that a message shows one by one; the others are for the file. */
const SHOWN = 15;

/** The access keys of a scope as they are stored. */
export async function summarizeKeys(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  scope: KeyScope,
  account?: AccountName,
): Promise<KeySummary> {
  const now = clock.now();
  const [{ keys }, bands, coverage, troubles] = await Promise.all([
    listKeys(db, scope, { now, limit: SHOWN }),
    countKeys(db, scope, now),
    findKeyCoverage(db, scope),
    listKeyTroubles(db, scope),
  ]);
  const total = bands.reduce((sum, { active, inactive }) => sum + active + inactive, 0);
  const ofRoot = bands.reduce((sum, band) => sum + band.ofRoot, 0);
  return { scope, keys, total, ofRoot, bands, troubles, ...coverage, ...(account && { account }) };
}
