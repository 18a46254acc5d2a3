import { type Bucket, GetBucketAclCommand, ListBucketsCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Read } from "../../domain/read.ts";
import type { Sighting, Sightings } from "../../email-recovery/email-reader.ts";
import { type Asking, attempt } from "../reading.ts";
import { type EmailAsking, gathered, inside } from "./asking.ts";

const LIST = "s3:ListBuckets";
const ACL = "s3:GetBucketAcl";
/** AWS has retired the names, so looking further would hardly find more. */
const MOST_BUCKETS = 5;

/** What S3 calls the owner of the account's buckets, where it still calls anybody anything. */
export function readOwnerNames(asking: EmailAsking): Promise<Read<Sightings>> {
  return inside(asking, (session, by) =>
    attempt(LIST, by.rung, async () => {
      const command = new ListBucketsCommand({ MaxBuckets: MOST_BUCKETS });
      const list = await by.call("s3:ListBuckets", () => session.s3().send(command));
      const owner = named(list.Owner?.DisplayName, LIST);
      const buckets = (list.Buckets ?? []).slice(0, MOST_BUCKETS);
      const acls = await Promise.all(
        buckets.map((bucket) =>
          nameInAcl(session.s3(bucket.BucketRegion), bucket, { by, id: list.Owner?.ID }),
        ),
      );
      const sightings = [...owner, ...acls.flat()];
      const looked = `${buckets.length} ${buckets.length === 1 ? "bucket" : "buckets"}, ${
        sightings.length > 0 ? "which still name their owner" : "which name no owner any more"
      }`;
      return gathered(by, { call: LIST, field: "Owner.DisplayName", sightings, looked, answers: [list] });
    }),
  );
}

/** The account's own name in an access control list; one that may not be read tells nothing, as they all do by now. */
async function nameInAcl(
  s3: S3Client,
  { Name }: Bucket,
  { by, id }: { readonly by: Asking; readonly id: string | undefined },
): Promise<readonly Sighting[]> {
  const acl = await attempt(ACL, by.rung, async () => {
    const { Owner: owner, ...answer } = await by.call("s3:GetBucketAcl", () =>
      s3.send(new GetBucketAclCommand({ Bucket: Name })),
    );
    const sightings = owner?.ID === id ? named(owner?.DisplayName, ACL) : [];
    return gathered(by, { call: ACL, field: "Owner.DisplayName", sightings, looked: "", answers: [answer] });
  });
  return acl.known ? acl.value.sightings : [];
}

function named(text: string | undefined, call: string): readonly Sighting[] {
  return text ? [{ text, field: "Owner.DisplayName", call }] : [];
}
