import type { LocalAccount } from "../account.ts";
import type { LocalOrganization } from "../organization.ts";
import { bucket, type LocalBucket } from "./bucket.ts";

/** How many buckets an account has that lists show. */
export function bucketCount({ buckets, generatedBuckets }: LocalAccount): number {
  return buckets.filter(isListed).length + (generatedBuckets?.count ?? 0);
}

/** An account's buckets in the order of their names, from after one of them on. */
export function* bucketsAfter(account: LocalAccount, after: string): Generator<LocalBucket> {
  const own = account.buckets.filter(isListed).toSorted((a, b) => compare(a.name, b.name));
  const waiting = own.filter(({ name }) => compare(name, after) > 0);
  for (const made of generatedAfter(account, after)) {
    while (waiting[0] && compare(waiting[0].name, made.name) < 0) {
      const [next] = waiting.splice(0, 1);
      if (next) yield next;
    }
    yield made;
  }
  yield* waiting;
}

/** A bucket by its name, whosever it is. */
export function findBucket(
  { accounts }: LocalOrganization,
  name: string,
): { readonly bucket: LocalBucket; readonly account: LocalAccount } | undefined {
  for (const account of accounts.values()) {
    const found = account.buckets.find((each) => each.name === name) ?? generatedBucket(account, name);
    if (found) return { bucket: found, account };
  }
  return undefined;
}

/** Directory buckets are in a list of their own. */
function isListed({ kind }: LocalBucket): boolean {
  return kind === "general";
}

function* generatedAfter(account: LocalAccount, after: string): Generator<LocalBucket> {
  const { count = 0, prefix = "" } = account.generatedBuckets ?? {};
  const start = after.startsWith(`${prefix}-`) ? Number(after.slice(prefix.length + 1)) : 0;
  if (!after.startsWith(`${prefix}-`) && compare(after, prefix) > 0) return;
  for (let index = start + 1; index <= count; index += 1) {
    const made = generatedBucket(account, `${prefix}-${String(index).padStart(6, "0")}`);
    if (made) yield made;
  }
}

function generatedBucket({ generatedBuckets }: LocalAccount, name: string): LocalBucket | undefined {
  if (!generatedBuckets) return undefined;
  const { prefix, count, region } = generatedBuckets;
  const digits = /^(\d{6})$/.exec(name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : "")?.[1];
  const index = Number(digits ?? 0);
  return index >= 1 && index <= count ? bucket.parse({ name, region }) : undefined;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
