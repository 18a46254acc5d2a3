import {
  GetBucketAcl$,
  type GetBucketAclOutput,
  type GetBucketAclRequest,
  GetBucketOwnershipControls$,
  type GetBucketOwnershipControlsOutput,
  type GetBucketOwnershipControlsRequest,
  type Grant,
  HeadBucket$,
  type HeadBucketOutput,
  type HeadBucketRequest,
} from "@aws-sdk/client-s3";
import { operation } from "../operation.ts";
import { Refusal } from "../wire/refusal.ts";
import { ownerOf } from "./canonical-id.ts";
import { reachedBucket } from "./reached-bucket.ts";

/** Who owns a bucket, and whom its access control list lets do what. */
export const getBucketAcl = operation<GetBucketAclRequest, GetBucketAclOutput>({
  schema: GetBucketAcl$,
  answer(call) {
    const { bucket, owner } = reachedBucket(call, { action: "s3:GetBucketAcl" });
    const Owner = ownerOf(owner, call);
    const own: Grant = { Grantee: { Type: "CanonicalUser", ...Owner }, Permission: "FULL_CONTROL" };
    const others = bucket.grants.map(({ to, permission }): Grant => {
      const Grantee: Grant["Grantee"] = to.startsWith("http")
        ? { Type: "Group", URI: to }
        : { Type: "CanonicalUser", ...ownerOf(to, call) };
      return { Grantee, Permission: permission };
    });
    return { Owner, Grants: [own, ...others] };
  },
});

/** What a bucket does with objects that others write; never having been set is an error. */
export const getBucketOwnershipControls = operation<
  GetBucketOwnershipControlsRequest,
  GetBucketOwnershipControlsOutput
>({
  schema: GetBucketOwnershipControls$,
  answer(call) {
    const { bucket } = reachedBucket(call, { action: "s3:GetBucketOwnershipControls" });
    if (bucket.ownership === "unset")
      throw new Refusal(
        { code: "OwnershipControlsNotFoundError", status: 404 },
        "The bucket ownership controls were not found",
      );
    return { OwnershipControls: { Rules: [{ ObjectOwnership: bucket.ownership }] } };
  },
});

/** Whether a bucket is there for the caller, and where it lives. */
export const headBucket = operation<HeadBucketRequest, HeadBucketOutput>({
  schema: HeadBucket$,
  answer(call) {
    const { bucket } = reachedBucket(call, { action: "s3:ListBucket" });
    return { BucketRegion: bucket.region };
  },
});
