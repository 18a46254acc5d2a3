import type { BucketReading, CanonicalReading, OwnList } from "../../src/domain/canonical-id.ts";
import { known, type Read, unread } from "../../src/domain/read.ts";

const origin = {
  call: "s3:ListBuckets",
  field: "Owner.ID",
  rung: "member role",
  readAt: new Date("2026-11-22T10:00:00Z"),
} as const;

/** A value as S3 would have given it. */
export function read<T>(value: T): Read<T> {
  return known(value, origin);
}

/** What the member role may not read. */
export const refused = unread({
  code: "access-denied",
  call: "s3:ListBuckets",
  detail: "s3:ListAllMyBuckets is not allowed",
  rung: "member role",
});

/** Three canonical ids, told apart by their digit. */
export const OWN = "a".repeat(64);
export const OTHER = "b".repeat(64);
export const THIRD = "c".repeat(64);

/** A bucket of the account that belongs to it and is empty, but for what is given. */
export function bucketOf(given: Partial<BucketReading> = {}): BucketReading {
  return {
    name: "uploads",
    accountId: "111122223333",
    acl: read({ ownerId: OWN, grantees: [OWN] }),
    takesOver: false,
    owners: read({}),
    ...given,
  };
}

/** An account's list, whole. */
export function listOf(ownerId: string | undefined, buckets = 1): Read<OwnList> {
  return read({ ownerId, buckets, names: [], isWhole: true });
}

/** A reading of an account whose list says its id, but for what is given. */
export function canonicalReading(given: Partial<CanonicalReading> = {}): CanonicalReading {
  return {
    list: listOf(OWN),
    buckets: [],
    elsewhere: [],
    budget: { buckets: 30, objects: 10_000, seconds: 20 },
    spent: { listed: 0, buckets: 0, objects: 0, milliseconds: 40, cutBy: [] },
    ...given,
  };
}
