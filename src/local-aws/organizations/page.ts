import type { Switches } from "../switches.ts";
import { Refusal } from "../wire/refusal.ts";

const MOST_ENTRIES = 20;

interface PageRequest {
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
}

interface Page<Entry> {
  readonly entries: Entry[];
  readonly NextToken: string | undefined;
}

/** The part of a list that was asked for, as Organizations pages: at most 20, maybe none, an opaque token. */
export function pageOf<Entry>(
  all: readonly Entry[],
  { NextToken, MaxResults = MOST_ENTRIES }: PageRequest,
  { pageSize, emptyPages }: Pick<Switches, "pageSize" | "emptyPages">,
): Page<Entry> {
  if (MaxResults < 1 || MaxResults > MOST_ENTRIES) {
    throw new Refusal("invalid", "You specified an invalid value.", {
      Reason: MaxResults < 1 ? "MIN_VALUE_EXCEEDED" : "MAX_VALUE_EXCEEDED",
    });
  }
  const { start, afterEmpty } =
    NextToken === undefined ? { start: 0, afterEmpty: false } : readToken(NextToken);
  if (emptyPages && !afterEmpty) return { entries: [], NextToken: token(start, true) };
  const end = start + Math.min(MaxResults, pageSize);
  return { entries: all.slice(start, end), NextToken: end < all.length ? token(end, false) : undefined };
}

function token(start: number, afterEmpty: boolean): string {
  return Buffer.from(`${start}/${afterEmpty}`).toString("base64url");
}

function readToken(text: string): { start: number; afterEmpty: boolean } {
  const match = /^(\d+)\/(true|false)$/.exec(Buffer.from(text, "base64url").toString());
  if (match) return { start: Number(match[1]), afterEmpty: match[2] === "true" };
  throw new Refusal("invalid", "You specified an invalid pagination token.", {
    Reason: "INVALID_NEXT_TOKEN",
  });
}
