import { ListBuckets$, type ListBucketsOutput, type ListBucketsRequest } from "@aws-sdk/client-s3";
import { authorize } from "../authorize.ts";
import { type Call, operation } from "../operation.ts";
import { Refusal } from "../wire/refusal.ts";
import type { LocalBucket } from "./bucket.ts";
import { bucketCount, bucketsAfter } from "./buckets.ts";
import { ownerOf } from "./canonical-id.ts";

const MOST = 10_000;

/** Lists the caller's own buckets, whatever their region; an account with more than ten thousand has to ask in pages. */
export const listBuckets = operation<ListBucketsRequest, ListBucketsOutput>({
  schema: ListBuckets$,
  answer(call) {
    const { input, account, principal, organization, switches } = call;
    authorize(call, { principal, action: "s3:ListAllMyBuckets", resource: "*" });
    const inPages = Object.values(input).some((given) => given !== undefined);
    refuseRequest(call, inPages);
    const { page, next } = pageFor(call);
    const hasOwner = page.length > 0 || switches.ownerWithoutBuckets;
    return {
      Buckets: page.map(({ name, createdAt, region }) => ({
        Name: name,
        CreationDate: createdAt,
        ...(inPages && switches.bucketRegions && { BucketRegion: region }),
      })),
      ...(hasOwner && { Owner: ownerOf(account.id, { organization, switches }) }),
      ...(next !== undefined && { ContinuationToken: Buffer.from(next).toString("base64url") }),
      ...(input.Prefix !== undefined && { Prefix: input.Prefix }),
    };
  },
});

function refuseRequest({ input, account, region }: Call<ListBucketsRequest>, inPages: boolean): void {
  const { MaxBuckets = 1, BucketRegion = region } = input;
  if (!inPages && bucketCount(account) > MOST)
    throw new Refusal(
      { code: "InvalidRequest", status: 400 },
      "Your account has more than 10000 buckets: the list has to be asked for in pages.",
    );
  if (MaxBuckets < 1 || MaxBuckets > MOST)
    throw new Refusal("invalid", "max-buckets must be between 1 and 10000");
  if (BucketRegion !== region)
    throw new Refusal("invalid", `${BucketRegion} is not the Region of this endpoint`);
}

function pageFor({ input, account }: Call<ListBucketsRequest>): {
  readonly page: readonly LocalBucket[];
  /** The name after which the next page begins. */
  readonly next?: string | undefined;
} {
  const { MaxBuckets = MOST, ContinuationToken, Prefix = "", BucketRegion } = input;
  const page: LocalBucket[] = [];
  for (const each of bucketsAfter(account, ContinuationToken ? readToken(ContinuationToken) : "")) {
    if (!each.name.startsWith(Prefix) || (BucketRegion ?? each.region) !== each.region) continue;
    if (page.length === MaxBuckets) return { page, next: page.at(-1)?.name };
    page.push(each);
  }
  return { page };
}

function readToken(token: string): string {
  return Buffer.from(token, "base64url").toString();
}
