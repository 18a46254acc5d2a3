import { type Bucket, GetBucketAclCommand, ListBucketsCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Read } from "../../domain/read.ts";
import type { Sighting, Sightings } from "../../email-recovery/email-reader.ts";
import { type Asking, attempt } from "../reading.ts";
import { type EmailAsking, gathered, inside } from "./asking.ts";

const LIST = "s3:ListBuckets";
const ACL = "s3:GetBucketAcl";
const FIELD = "Owner.DisplayName";
/** AWS has retired the names, so looking further would hardly find more. */
const MOST_BUCKETS = 5;

/** What S3 calls the owner of the account's buckets, where it still calls anybody anything. */
export function readOwnerNames(asking: EmailAsking): Promise<Read<Sightings>> {
  return inside(asking, (session, by) =>
    attempt(LIST, by.rung, async () => {
      const command = new ListBucketsCommand({ MaxBuckets: MOST_BUCKETS });
      const list = await by.call(LIST, () => session.s3().send(command));
      const buckets = (list.Buckets ?? []).slice(0, MOST_BUCKETS);
      const acls = await Promise.all(
        buckets.map((bucket) =>
          nameInAcl(session.s3(bucket.BucketRegion), bucket, { by, id: list.Owner?.ID }),
        ),
      );
      const readable = acls.filter((acl) => acl.known);
      const sightings = [
        ...named(list.Owner?.DisplayName, LIST),
        ...readable.flatMap(({ value }) => value.sightings),
      ];
      const lists = `${readable.length} of ${buckets.length} access control lists`;
      const looked = `${sightings.length > 0 ? "an owner's name" : "no owner's name any more"} in the list of buckets${
        buckets.length > 0 ? ` and ${lists}` : ""
      }`;
      return gathered(by, { call: LIST, field: FIELD, sightings, looked });
    }),
  );
}

/** The account's own name in an access control list. */
function nameInAcl(
  s3: S3Client,
  { Name }: Bucket,
  { by, id }: { readonly by: Asking; readonly id: string | undefined },
): Promise<Read<Sightings>> {
  return attempt(ACL, by.rung, async () => {
    const { Owner: owner } = await by.call(ACL, () => s3.send(new GetBucketAclCommand({ Bucket: Name })));
    const sightings = owner?.ID === id ? named(owner?.DisplayName, ACL) : [];
    return gathered(by, { call: ACL, field: FIELD, sightings, looked: Name ?? "" });
  });
}

function named(text: string | undefined, call: string): readonly Sighting[] {
  return text ? [{ text, field: FIELD, call }] : [];
}
