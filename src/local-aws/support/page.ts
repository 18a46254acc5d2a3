import { Refusal } from "../wire/refusal.ts";

interface PageRequest {
  readonly nextToken?: string | undefined;
  readonly maxResults?: number | undefined;
}

const FEWEST = 10;
const MOST = 100;

/** The part of a list that was asked for, as Support pages: 10 to 100, an opaque token. */
export function pageOf<Entry>(
  all: readonly Entry[],
  { nextToken, maxResults = MOST }: PageRequest,
): { readonly entries: Entry[]; readonly nextToken: string | undefined } {
  if (maxResults < FEWEST || maxResults > MOST)
    throw new Refusal("invalid", `maxResults must be between ${FEWEST} and ${MOST}`);
  const start = nextToken === undefined ? 0 : Number(Buffer.from(nextToken, "base64url").toString());
  if (!Number.isInteger(start)) throw new Refusal("invalid", "The pagination token is invalid.");
  const end = start + maxResults;
  return { entries: all.slice(start, end), nextToken: end < all.length ? tokenOf(end) : undefined };
}

/** A token that goes on from an entry. */
export function tokenOf(start: number): string {
  return Buffer.from(String(start)).toString("base64url");
}
