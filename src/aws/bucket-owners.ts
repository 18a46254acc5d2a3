import {
  GetBucketAclCommand,
  GetBucketOwnershipControlsCommand,
  type Grantee,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type Owner,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { AccountId } from "../domain/account.ts";
import { type BucketReading, parseCanonicalId } from "../domain/canonical-id.ts";
import { known, type Read } from "../domain/read.ts";
import type { ListedBucket } from "./own-buckets.ts";
import { pagesOf } from "./pages.ts";
import { type Asking, attempt, originOf } from "./reading.ts";
import type { Spending } from "./spending.ts";

/** One bucket that is to be looked into. */
export interface BucketToRead extends ListedBucket {
  /** The account that it belongs to: AWS refuses to answer if it is another's. */
  readonly accountId: AccountId;
  /** Where its objects lie that count; all do where it is empty. */
  readonly prefixes: readonly string[];
  /** How many objects may be looked at. */
  readonly objects: number;
}

type BucketAsking = Asking & { readonly s3: S3Client };
type Tally = Record<string, number>;

const PAGE = 1_000;

/** Who owns a bucket, whom it grants something, and whose the objects in it are. */
export async function readBucket(
  asking: BucketAsking,
  bucket: BucketToRead,
  spending: Spending,
): Promise<BucketReading> {
  spending.addBucket();
  const { name, accountId, region } = bucket;
  const [acl, takesOver, owners] = await Promise.all([
    readAcl(asking, bucket),
    readTakesOver(asking, bucket),
    readOwners(asking, bucket, spending),
  ]);
  return { name, accountId, region, acl, takesOver, owners };
}

function readAcl(asking: BucketAsking, { name, accountId }: BucketToRead): Promise<BucketReading["acl"]> {
  const { call, s3 } = asking;
  return attempt("s3:GetBucketAcl", asking.rung, async () => {
    const command = new GetBucketAclCommand({ Bucket: name, ExpectedBucketOwner: accountId });
    const answer = await call("s3:GetBucketAcl", () => s3.send(command));
    const grantees = (answer.Grants ?? []).map(({ Grantee }) => partyOf(Grantee));
    const ownerId = parseCanonicalId(answer.Owner?.ID ?? "");
    const acl = { ownerId, grantees: grantees.filter((party) => party !== undefined) };
    return known(acl, originOf(asking, "s3:GetBucketAcl", "Owner.ID, Grants", answer));
  });
}

function partyOf(grantee: Grantee | undefined): string | undefined {
  return grantee?.ID ?? grantee?.URI;
}

/** Never having been set is an error too, and means that writers keep what they write. */
async function readTakesOver(
  asking: BucketAsking,
  { name, accountId }: BucketToRead,
): Promise<boolean | undefined> {
  const { call, s3, rung } = asking;
  const read = await attempt("s3:GetBucketOwnershipControls", rung, async (): Promise<Read<boolean>> => {
    const command = new GetBucketOwnershipControlsCommand({ Bucket: name, ExpectedBucketOwner: accountId });
    const answer = await call("s3:GetBucketOwnershipControls", () => s3.send(command));
    const rules = answer.OwnershipControls?.Rules ?? [];
    const takesOver = rules.some(({ ObjectOwnership }) => ObjectOwnership === "BucketOwnerEnforced");
    return known(takesOver, originOf(asking, "s3:GetBucketOwnershipControls", "ObjectOwnership", answer));
  });
  return read.known ? read.value : undefined;
}

/** The versions tell where no object is left to be seen. */
async function readOwners(
  asking: BucketAsking,
  bucket: BucketToRead,
  spending: Spending,
): Promise<Read<Tally>> {
  const objects = await attempt("s3:ListObjectsV2", asking.rung, () =>
    tallyObjects(asking, bucket, spending),
  );
  if (!objects.known || Object.keys(objects.value).length > 0 || bucket.prefixes.length > 0) return objects;
  return attempt("s3:ListObjectVersions", asking.rung, () => tallyVersions(asking, bucket, spending));
}

async function tallyObjects(
  asking: BucketAsking,
  { name: Bucket, accountId: ExpectedBucketOwner, prefixes, objects }: BucketToRead,
  spending: Spending,
): Promise<Read<Tally>> {
  const { call, s3 } = asking;
  const tally: Tally = {};
  let left = objects;
  for (const Prefix of prefixes.length > 0 ? prefixes : [undefined]) {
    const ask = (ContinuationToken: string | undefined) => {
      const MaxKeys = Math.min(PAGE, left);
      const about = { Bucket, ExpectedBucketOwner, Prefix, FetchOwner: true, MaxKeys, ContinuationToken };
      return call("s3:ListObjectsV2", () => s3.send(new ListObjectsV2Command(about)));
    };
    for await (const { Contents = [], IsTruncated } of pagesOf(ask, (page) => page.NextContinuationToken)) {
      left -= count(tally, Contents, spending);
      if (IsTruncated && left <= 0) spending.cut("objects");
      if (left <= 0 || spending.isLate()) break;
    }
    if (left <= 0) break;
  }
  return known(tally, originOf(asking, "s3:ListObjectsV2", "Contents.Owner.ID"));
}

/** One page: a bucket of nothing but what was deleted is rare, and any of it will do. */
async function tallyVersions(
  asking: BucketAsking,
  { name: Bucket, accountId: ExpectedBucketOwner, objects }: BucketToRead,
  spending: Spending,
): Promise<Read<Tally>> {
  const { call, s3 } = asking;
  const about = { Bucket, ExpectedBucketOwner, MaxKeys: Math.min(PAGE, objects) };
  const answer = await call("s3:ListObjectVersions", () => s3.send(new ListObjectVersionsCommand(about)));
  const tally: Tally = {};
  count(tally, answer.Versions ?? [], spending);
  return known(tally, originOf(asking, "s3:ListObjectVersions", "Versions.Owner.ID", answer));
}

function count(
  tally: Tally,
  objects: readonly { readonly Owner?: Owner | undefined }[],
  spending: Spending,
): number {
  spending.addObjects(objects.length);
  for (const { Owner } of objects) if (Owner?.ID) tally[Owner.ID] = (tally[Owner.ID] ?? 0) + 1;
  return objects.length;
}
