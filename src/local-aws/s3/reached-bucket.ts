import { NoSuchBucket$ } from "@aws-sdk/client-s3";
import { authorize } from "../authorize.ts";
import type { Call } from "../operation.ts";
import { modelled, Refusal } from "../wire/refusal.ts";
import type { LocalBucket } from "./bucket.ts";
import { findBucket } from "./buckets.ts";

interface BucketInput {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly RequestPayer?: string | undefined;
}

/** A bucket with the account that it belongs to. */
export interface ReachedBucket {
  readonly bucket: LocalBucket;
  readonly owner: string;
}

/** How a bucket is to be read. */
export interface Wish {
  /** As policies name it. */
  readonly action: string;
  /** Whether the requester pays for it where somebody has to. */
  readonly costs?: boolean;
}

/** The bucket that a request is about, if it exists, lives in this region, and everybody concerned allows it. */
export function reachedBucket(call: Call<BucketInput>, { action, costs = false }: Wish): ReachedBucket {
  const { organization, principal, region, input } = call;
  const found = findBucket(organization, input.Bucket ?? "");
  if (!found) throw modelled(NoSuchBucket$, "The specified bucket does not exist");
  const { bucket, account } = found;
  if (bucket.region !== region) throw elsewhere(bucket);
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== account.id) throw denied();
  authorize(call, { principal, action, resource: `arn:${organization.partition}:s3:::${bucket.name}` });
  const isOwn = principal.account === account.id;
  if (bucket.denies || !(isOwn || bucket.readableBy.includes(principal.account))) throw denied();
  if (costs && bucket.requesterPays && !isOwn && input.RequestPayer !== "requester") throw denied();
  return { bucket, owner: account.id };
}

function elsewhere({ region }: LocalBucket): Refusal {
  const text =
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.";
  return new Refusal({ code: "PermanentRedirect", status: 301 }, text, { "x-amz-bucket-region": region });
}

function denied(): Refusal {
  return new Refusal("access-denied", "Access Denied");
}
