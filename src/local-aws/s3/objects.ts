import type { LocalObject } from "./bucket.ts";
import { canonicalIdOf, ownerOf } from "./canonical-id.ts";
import type { ReachedBucket } from "./reached-bucket.ts";

const DIGITS = 9;

/** Which objects of a bucket, and from where on. */
export interface Stretch {
  readonly prefix: string;
  /** The key after which they begin; empty for the first. */
  readonly after: string;
  readonly most: number;
}

/** Objects in the order of their keys, and whether there are more; what is generated exists only while it is listed. */
export function objectsIn(
  { bucket }: ReachedBucket,
  { prefix, after, most }: Stretch,
): { readonly page: readonly LocalObject[]; readonly more: boolean } {
  const page: LocalObject[] = [];
  for (const each of bucket.generated ? generatedAfter(bucket.generated, after) : listed(bucket.objects)) {
    if (!each.key.startsWith(prefix) || each.key <= after) continue;
    if (page.length === most) return { page, more: true };
    page.push(each);
  }
  return { page, more: false };
}

/** Whose an object is: the bucket's, where the bucket takes what it is given, else the writer's. */
export function objectOwner(
  { bucket, owner }: ReachedBucket,
  object: LocalObject,
  context: Parameters<typeof ownerOf>[1],
): { ID: string; DisplayName?: string } {
  return ownerOf(bucket.ownership === "BucketOwnerEnforced" ? owner : (object.owner ?? owner), context);
}

/** An id in the form of version ids, the same every time for the same key. */
export function versionIdOf(key: string): string {
  return canonicalIdOf(`version of ${key}`).slice(0, 32);
}

function listed(objects: readonly LocalObject[]): readonly LocalObject[] {
  return objects.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

interface Generated {
  readonly count: number;
  readonly writers: readonly { readonly owner: string; readonly every: number }[];
}

function* generatedAfter({ count, writers }: Generated, after: string): Generator<LocalObject> {
  for (let index = Number(after.slice(-DIGITS)) + 1; index <= count; index += 1) {
    const writer = writers.find(({ every }) => index % every === 0);
    const key = `data/${String(index).padStart(DIGITS, "0")}`;
    yield { key, deleted: false, ...(writer && { owner: writer.owner }) };
  }
}
