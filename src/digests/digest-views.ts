import type { AccountName } from "../domain/account.ts";
import { accountIdsIn, type Scope, scopeKey } from "../domain/audit.ts";
import type { Digest, DigestView } from "../domain/digest.ts";
import { findAccountsByIds } from "../store/accounts.ts";
import type { Queryable } from "../store/database.ts";
import { findNewestSlots } from "../store/digest-slots.ts";
import { findDigest, listDigests } from "../store/digests.ts";

/** Digests with what became of their newest time: those of a channel, or all. */
export async function listDigestViews(db: Queryable, channel?: string): Promise<readonly DigestView[]> {
  return viewsOf(db, await listDigests(db, channel));
}

/** One digest; undefined if there is none (any more). */
export async function findDigestView(db: Queryable, id: number): Promise<DigestView | undefined> {
  const digest = await findDigest(db, id);
  return digest && viewOf(db, digest);
}

/** A digest with what became of its newest time. */
export async function viewOf(db: Queryable, digest: Digest): Promise<DigestView> {
  const [view] = await viewsOf(db, [digest]);
  return view ?? { digest };
}

async function viewsOf(db: Queryable, digests: readonly Digest[]): Promise<readonly DigestView[]> {
  const slots = await findNewestSlots(
    db,
    digests.map(({ id }) => id),
  );
  const names = await accountNamesIn(
    db,
    digests.map(({ scope }) => scope),
  );
  return digests.map((digest) => {
    const last = slots.get(digest.id);
    const account = names.get(scopeKey(digest.scope));
    return { digest, ...(account && { account }), ...(last && { last }) };
  });
}

/** What the accounts among some scopes are called, by the scope's key, as far as that is known. */
export async function accountNamesIn(
  db: Queryable,
  scopes: readonly Scope[],
): Promise<ReadonlyMap<string, AccountName>> {
  const ids = accountIdsIn(scopes);
  if (ids.length === 0) return new Map();
  const accounts = await findAccountsByIds(db, ids);
  return new Map(
    accounts.map(({ id, name }) => [scopeKey({ kind: "account", accountId: id }), { id, name }] as const),
  );
}
