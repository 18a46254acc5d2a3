import {
  ListObjectsV2$,
  type ListObjectsV2Output,
  type ListObjectsV2Request,
  ListObjectVersions$,
  type ListObjectVersionsOutput,
  type ListObjectVersionsRequest,
} from "@aws-sdk/client-s3";
import { operation } from "../operation.ts";
import { objectOwner, objectsIn, versionIdOf } from "./objects.ts";
import { reachedBucket } from "./reached-bucket.ts";

const PAGE = 1_000;
const WRITTEN_AT = new Date("2024-08-15T10:00:00Z");

/** Lists objects, with their owners where that is asked for. */
export const listObjectsV2 = operation<ListObjectsV2Request, ListObjectsV2Output>({
  schema: ListObjectsV2$,
  answer(call) {
    const { ContinuationToken, StartAfter = "", Prefix = "", MaxKeys = PAGE, FetchOwner } = call.input;
    const reached = reachedBucket(call, { action: "s3:ListBucket", costs: true });
    const after = ContinuationToken ? Buffer.from(ContinuationToken, "base64url").toString() : StartAfter;
    const most = Math.min(MaxKeys, PAGE);
    const { page, more } = objectsIn(
      { ...reached, bucket: { ...reached.bucket, objects: reached.bucket.objects.filter(isThere) } },
      { prefix: Prefix, after, most },
    );
    const last = page.at(-1)?.key;
    return {
      Name: reached.bucket.name,
      Prefix,
      MaxKeys: most,
      KeyCount: page.length,
      IsTruncated: more,
      ...(more && last && { NextContinuationToken: Buffer.from(last).toString("base64url") }),
      Contents: page.map((object) => ({
        Key: object.key,
        LastModified: WRITTEN_AT,
        Size: 1_024,
        StorageClass: "STANDARD",
        ...(FetchOwner && { Owner: objectOwner(reached, object, call) }),
      })),
    };
  },
});

/** Lists versions with their owners; of a bucket without versions each object is the one called `null`. */
export const listObjectVersions = operation<ListObjectVersionsRequest, ListObjectVersionsOutput>({
  schema: ListObjectVersions$,
  answer(call) {
    const { KeyMarker = "", Prefix = "", MaxKeys = PAGE } = call.input;
    const reached = reachedBucket(call, { action: "s3:ListBucketVersions", costs: true });
    const { versioned, name } = reached.bucket;
    const most = Math.min(MaxKeys, PAGE);
    const { page, more } = objectsIn(reached, { prefix: Prefix, after: KeyMarker, most });
    const shown = versioned ? page : page.filter(isThere);
    const last = page.at(-1)?.key;
    const versionOf = (key: string) => (versioned ? versionIdOf(key) : "null");
    return {
      Name: name,
      Prefix,
      KeyMarker,
      MaxKeys: most,
      IsTruncated: more,
      ...(more && last && { NextKeyMarker: last, NextVersionIdMarker: versionOf(last) }),
      Versions: shown.map((object) => ({
        Key: object.key,
        VersionId: versionOf(object.key),
        IsLatest: !object.deleted,
        LastModified: WRITTEN_AT,
        Size: 1_024,
        StorageClass: "STANDARD",
        Owner: objectOwner(reached, object, call),
      })),
      DeleteMarkers: shown
        .filter(({ deleted }) => deleted)
        .map((object) => ({
          Key: object.key,
          VersionId: versionIdOf(`${object.key} deleted`),
          IsLatest: true,
          LastModified: WRITTEN_AT,
          Owner: objectOwner(reached, object, call),
        })),
    };
  },
});

function isThere({ deleted }: { readonly deleted: boolean }): boolean {
  return !deleted;
}
