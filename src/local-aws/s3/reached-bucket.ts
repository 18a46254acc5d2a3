import { NoSuchBucket$ } from "@aws-sdk/client-s3";
import { authorize } from "../authorize.ts";
import type { Call } from "../operation.ts";
import type { Switches } from "../switches.ts";
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
  const { organization, principal, region, input, switches } = call;
  const found = findBucket(organization, input.Bucket ?? "");
  if (!found) throw modelled(NoSuchBucket$, "The specified bucket does not exist");
  const { bucket, account } = found;
  const refused = denied(bucket);
  if (bucket.region !== region) throw elsewhere(bucket, switches.bucketElsewhere);
  if (input.ExpectedBucketOwner !== undefined && input.ExpectedBucketOwner !== account.id) throw refused;
  authorize(call, { principal, action, resource: `arn:${organization.partition}:s3:::${bucket.name}` });
  const isOwn = principal.account === account.id;
  if (bucket.denies || !(isOwn || bucket.readableBy.includes(principal.account))) throw refused;
  if (costs && bucket.requesterPays && !isOwn && input.RequestPayer !== "requester") throw refused;
  return { bucket, owner: account.id };
}

const STATUS: Readonly<Record<Switches["bucketElsewhere"], number>> = {
  PermanentRedirect: 301,
  TemporaryRedirect: 307,
  AuthorizationHeaderMalformed: 400,
  IllegalLocationConstraintException: 400,
};

function elsewhere(bucket: LocalBucket, code: Switches["bucketElsewhere"]): Refusal {
  const text =
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.";
  return new Refusal({ code, status: STATUS[code] }, text, regionHeader(bucket));
}

function denied(bucket: LocalBucket): Refusal {
  return new Refusal("access-denied", "Access Denied", regionHeader(bucket));
}

/** S3 names a bucket's Region even to those whom it refuses. */
function regionHeader({ region }: LocalBucket): Readonly<Record<string, string>> {
  return { "x-amz-bucket-region": region };
}
