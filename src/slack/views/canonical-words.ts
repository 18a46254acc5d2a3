import type { CanonicalMethod, StoredCanonicalId } from "../../domain/canonical-id.ts";
import { bold, code, type Span } from "../blocks.ts";
import { escaped } from "../text.ts";
import { daySpan, dayToken } from "../time-words.ts";
import { nameOf } from "./names.ts";

/** What a canonical id was learnt from, of "its" account, as part of a sentence. */
export const METHODS: Record<CanonicalMethod, string> = {
  "own list": "its own list of buckets",
  "bucket acl": "the access control lists of its buckets",
  "object owners": "the owners of the objects in its buckets",
  "objects elsewhere": "objects under its id in the app's own account",
};

/** "certain, from its own list of buckets, learnt today". */
export function learntSpans({ trust, method, learntAt }: Omit<StoredCanonicalId, "id">): readonly Span[] {
  return [`${trust}, from ${METHODS[method]}, learnt `, daySpan(learntAt)];
}

/** How a canonical user id is known, and in a line of its own the id. */
export function canonicalIdSpans(stored: StoredCanonicalId): readonly Span[] {
  return ["Canonical user id: ", ...learntSpans(stored), "\n", code(stored.id)];
}

/** The same as markup, for a small line. */
export function canonicalIdMarkup({ id, trust, method, learntAt }: StoredCanonicalId): string {
  return `Canonical user id \`${escaped(id)}\`  ·  ${trust}, from ${METHODS[method]}, learnt ${dayToken(learntAt)}`;
}

/** ", not in the organization" after the id of an account that has left it. */
export function outsideWords({ isOutside }: StoredCanonicalId): string {
  return isOutside ? ", not in the organization" : "";
}

/** That the same id is remembered of another account too. */
export function mistakenSpans(other: StoredCanonicalId): readonly Span[] {
  const { accountId: id, accountName: name = id } = other;
  return [
    "The same id is remembered of ",
    bold(nameOf({ id, name })),
    ` ${id}${outsideWords(other)} (`,
    ...learntSpans(other),
    "): one of the two is mistaken",
  ];
}
