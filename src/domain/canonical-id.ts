import type { AccountId } from "./account.ts";
import type { Read } from "./read.ts";

/** The id that S3 uses for an account: 64 hexadecimal digits. */
export type CanonicalId = string;

const CANONICAL_ID = /^[\da-f]{64}$/;

/** Reads a canonical id, whatever the case; undefined if it is not one. */
export function parseCanonicalId(text: string): CanonicalId | undefined {
  const id = text.trim().toLowerCase();
  return CANONICAL_ID.test(id) ? id : undefined;
}

/** Parties of access control lists that are no account, by the id or address that lists have for them. */
const NO_ACCOUNTS: Readonly<Record<string, string>> = {
  "65a011a29cdf8ec533ec3d1ccaae921c": "anonymous: somebody who did not sign in",
  c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0:
    "AWS's own log delivery, which brings CloudFront's logs",
  a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56:
    "AWS's own log delivery, which brings CloudFront's logs in China",
  "http://acs.amazonaws.com/groups/global/AllUsers": "everybody in the world",
  "http://acs.amazonaws.com/groups/global/AuthenticatedUsers": "everybody with an AWS account",
  "http://acs.amazonaws.com/groups/s3/LogDelivery": "AWS's own log delivery, which brings S3's logs",
};

/** Half as long again as that of an account. */
const ORIGIN_ACCESS_IDENTITY = /^[\da-f]{96}$/;

/** What a party is that no account stands behind; undefined for one that may be an account. */
export function noAccountOf(party: string): string | undefined {
  const known = NO_ACCOUNTS[party];
  if (known) return known;
  if (ORIGIN_ACCESS_IDENTITY.test(party) || /cloudfront/i.test(party))
    return "a CloudFront origin access identity";
  return CANONICAL_ID.test(party) ? undefined : "a party that is no account";
}

/** As what a party was met in a bucket. */
export const partyRoles = ["bucket owner", "object owner", "grantee"] as const;
export type PartyRole = (typeof partyRoles)[number];

/** How the canonical id of an account can be learnt, the surest first. */
export const canonicalMethods = ["own list", "bucket acl", "object owners", "objects elsewhere"] as const;
export type CanonicalMethod = (typeof canonicalMethods)[number];

/** How far a canonical id is to be trusted: AWS said so, or it follows from what was found. */
export const trusts = ["certain", "likely"] as const;
export type Trust = (typeof trusts)[number];

/** How much is looked into for one account. */
export interface Budget {
  readonly buckets: number;
  /** In all buckets together. */
  readonly objects: number;
  readonly seconds: number;
}

/** What was looked into, and of what there was more than the budget allows. */
export interface Spent {
  /** Buckets that lists named, which takes a while where there are very many. */
  readonly listed: number;
  readonly buckets: number;
  readonly objects: number;
  readonly milliseconds: number;
  readonly cutBy: readonly (keyof Budget)[];
}

/** An account's own list of its buckets. */
export interface OwnList {
  /** Absent where the answer does not say, which may be so without buckets. */
  readonly ownerId?: CanonicalId | undefined;
  readonly buckets: number;
  /** The names of the buckets, but for those of an account that has very many. */
  readonly names: readonly string[];
  /** False if the budget ended before the list did, or a later part of it could not be read. */
  readonly isWhole: boolean;
}

/** What was found in one bucket. */
export interface BucketReading {
  readonly name: string;
  /** The account that it belongs to. */
  readonly accountId: AccountId;
  readonly region?: string | undefined;
  readonly acl: Read<{ readonly ownerId?: CanonicalId | undefined; readonly grantees: readonly string[] }>;
  /** Whether the bucket takes over whatever is written into it; undefined where that could not be read. */
  readonly takesOver?: boolean | undefined;
  /** How many of the objects that were looked at belong to whom. */
  readonly owners: Read<Readonly<Record<string, number>>>;
}

/** What AWS says that tells of one account's canonical id. */
export interface CanonicalReading {
  readonly list: Read<OwnList>;
  /** Some of the account's own buckets. */
  readonly buckets: readonly BucketReading[];
  /**
   * Buckets of the app's own account in which objects lie under the account's id, those objects alone; read where
   * the account itself could not be.
   */
  readonly elsewhere: readonly BucketReading[];
  /** The app's own account, by its own list; it is met in others' buckets more than anybody. */
  readonly home?: { readonly accountId: AccountId; readonly id: CanonicalId };
  readonly budget: Budget;
  readonly spent: Spent;
}

/** What one way of learning a canonical id came to. */
export interface MethodAnswer {
  readonly method: CanonicalMethod;
  /** Absent if it found none. */
  readonly id?: CanonicalId;
  readonly trust: Trust;
  /** How many answers, buckets or objects speak for it, of how many. */
  readonly speaking: number;
  readonly of: number;
}

/** Somebody met in buckets who does not own them. */
export interface ForeignParty {
  readonly party: string;
  readonly roles: readonly PartyRole[];
  /** The buckets, by name. */
  readonly buckets: readonly string[];
  /** Objects and permissions together. */
  readonly times: number;
  /** When that was, as far as it is remembered and not found just now. */
  readonly seenAt?: Date;
}

/** An account's canonical id as it is remembered. */
export interface StoredCanonicalId {
  readonly accountId: AccountId;
  /** Absent if the account itself is not known. */
  readonly accountName?: string;
  /** True of an account that the organization does not have today. */
  readonly isOutside?: boolean;
  readonly id: CanonicalId;
  readonly method: CanonicalMethod;
  readonly trust: Trust;
  readonly learntAt: Date;
}

/** Everybody who was met in one bucket. */
export interface Sighting {
  readonly bucket: string;
  readonly accountId: AccountId;
  readonly region?: string | undefined;
  /** The roles that could be read, whether anybody had them or not. */
  readonly roles: readonly PartyRole[];
  readonly parties: readonly { readonly party: string; readonly role: PartyRole; readonly times: number }[];
  readonly at: Date;
}
