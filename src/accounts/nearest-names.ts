import { setImmediate } from "node:timers/promises";
import Fuse from "fuse.js";
import type { AccountName } from "../domain/account.ts";

/** AWS allows fifty characters; what is longer is no name, and searching for it would take long. */
const LONGEST = 50;
/** Few enough at a time that nothing else has to wait for the search. */
const SLICE = 200;
const SHOWN = 3;

/** The accounts whose names are most like the words, best first. */
export async function nearestNames(
  words: string,
  names: readonly AccountName[],
): Promise<readonly AccountName[]> {
  if (words.length > LONGEST) return [];
  const found: { readonly item: AccountName; readonly score: number }[] = [];
  for (let from = 0; from < names.length; from += SLICE) {
    const index = new Fuse(names.slice(from, from + SLICE), {
      keys: ["name", "id"],
      threshold: 0.4,
      ignoreLocation: true,
      includeScore: true,
    });
    for (const { item, score = 1 } of index.search(words, { limit: SHOWN })) found.push({ item, score });
    await setImmediate();
  }
  return found
    .sort((one, other) => one.score - other.score)
    .slice(0, SHOWN)
    .map(({ item }) => item);
}
