import {
  GetBucketAclCommand,
  GetBucketOwnershipControlsCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  paginateListBuckets,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import type { AccountSpecification } from "../../../src/local-aws/account.ts";
import { canonicalIdOf } from "../../../src/local-aws/s3/canonical-id.ts";
import { failureOf, HOME, HOME_KEY, MEMBER, MEMBER_KEY, startTestAws, type TestAws } from "../support.ts";

const STRANGER = "9".repeat(64);

const member: Partial<AccountSpecification> = {
  buckets: [
    {
      name: "shared-uploads",
      region: "eu-central-1",
      ownership: "ObjectWriter",
      readableBy: [HOME],
      grants: [{ to: STRANGER }, { to: "http://acs.amazonaws.com/groups/global/AllUsers" }],
      objects: [{ key: "b/2", owner: HOME }, { key: "a/1" }, { key: "c/3", owner: STRANGER }],
    },
    { name: "enforced", objects: [{ key: "a", owner: STRANGER }] },
    { name: "old", ownership: "unset", versioned: true, objects: [{ key: "gone", deleted: true }] },
    { name: "paid", requesterPays: true, readableBy: [HOME], objects: [{ key: "dear" }] },
    { name: "shut", denies: true },
    { name: "fast--usw2-az1--x-s3", kind: "directory" },
  ],
};

function s3(aws: TestAws, key = MEMBER_KEY, region = "us-east-1"): S3Client {
  return new S3Client({ endpoint: aws.url, region, credentials: { ...key }, maxAttempts: 1 });
}

const inEurope = "eu-central-1";

describe("S3", () => {
  test("lists an account's own buckets with its canonical id, with Regions where it is asked in pages", async () => {
    const aws = await startTestAws({ member });
    const answer = await s3(aws).send(new ListBucketsCommand({}));
    expect(answer.Owner).toEqual({ ID: canonicalIdOf(MEMBER) });
    expect(answer.Buckets?.map(({ Name }) => Name)).toEqual([
      "enforced",
      "old",
      "paid",
      "shared-uploads",
      "shut",
    ]);
    expect(answer.Buckets?.[0]?.BucketRegion).toBeUndefined();
    const paged = await s3(aws).send(new ListBucketsCommand({ MaxBuckets: 4, Prefix: "s" }));
    expect(paged.Buckets?.map(({ BucketRegion }) => BucketRegion)).toEqual([inEurope, "us-east-1"]);
    expect(aws.calls.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "ListBuckets ok",
      "ListBuckets ok",
    ]);
  });

  test("gives an account of 25,000 buckets in pages and not otherwise", async () => {
    const aws = await startTestAws({
      member: { buckets: [{ name: "own" }], generatedBuckets: { count: 25_000, prefix: "many" } },
    });
    expect(await failureOf(s3(aws).send(new ListBucketsCommand({})))).toMatchObject({
      name: "InvalidRequest",
    });
    const names: (string | undefined)[] = [];
    for await (const page of paginateListBuckets({ client: s3(aws), pageSize: 10_000 }, {}))
      names.push(...(page.Buckets ?? []).map(({ Name }) => Name));
    expect(names).toHaveLength(25_001);
    expect(new Set(names).size).toBe(25_001);
    expect(names.at(-1)).toBe("own");
  });

  test("names who owns a bucket and whom it grants something", async () => {
    const aws = await startTestAws({ member });
    const acl = await s3(aws, HOME_KEY, inEurope).send(
      new GetBucketAclCommand({ Bucket: "shared-uploads", ExpectedBucketOwner: MEMBER }),
    );
    expect(acl.Owner?.ID).toBe(canonicalIdOf(MEMBER));
    expect(acl.Grants?.map(({ Grantee }) => Grantee)).toEqual([
      { Type: "CanonicalUser", ID: canonicalIdOf(MEMBER) },
      { Type: "CanonicalUser", ID: STRANGER },
      { Type: "Group", URI: "http://acs.amazonaws.com/groups/global/AllUsers" },
    ]);
  });

  test("says who wrote what, unless the bucket takes it all", async () => {
    const aws = await startTestAws({ member });
    const owners = async (Bucket: string, region?: string) => {
      const command = new ListObjectsV2Command({ Bucket, FetchOwner: true });
      const { Contents = [] } = await s3(aws, MEMBER_KEY, region).send(command);
      return Contents.map(({ Key, Owner }) => `${Key} ${Owner?.ID}`);
    };
    const own = canonicalIdOf(MEMBER);
    expect(await owners("shared-uploads", inEurope)).toEqual([
      `a/1 ${own}`,
      `b/2 ${canonicalIdOf(HOME)}`,
      `c/3 ${STRANGER}`,
    ]);
    expect(await owners("enforced")).toEqual([`a ${own}`]);
    const without = await s3(aws).send(new ListObjectsV2Command({ Bucket: "enforced" }));
    expect(without.Contents?.[0]?.Owner).toBeUndefined();
  });

  test("shows of what was deleted the versions", async () => {
    const aws = await startTestAws({ member });
    const objects = await s3(aws).send(new ListObjectsV2Command({ Bucket: "old", FetchOwner: true }));
    expect(objects.KeyCount).toBe(0);
    const versions = await s3(aws).send(new ListObjectVersionsCommand({ Bucket: "old" }));
    expect(versions.Versions).toMatchObject([
      { Key: "gone", IsLatest: false, Owner: { ID: canonicalIdOf(MEMBER) } },
    ]);
    expect(versions.DeleteMarkers).toMatchObject([{ Key: "gone", IsLatest: true }]);
  });

  test("pages through a million objects that are nowhere kept", async () => {
    const generated = { count: 1_000_000, writers: [{ owner: STRANGER, every: 1_000 }] };
    const aws = await startTestAws({
      member: { buckets: [{ name: "million", ownership: "ObjectWriter", generated }] },
    });
    let keys = 0;
    let theirs = 0;
    for await (const page of paginateListObjectsV2(
      { client: s3(aws) },
      { Bucket: "million", FetchOwner: true },
    )) {
      keys += page.KeyCount ?? 0;
      theirs += (page.Contents ?? []).filter(({ Owner }) => Owner?.ID === STRANGER).length;
      if (keys >= 5_000) break;
    }
    expect({ keys, theirs }).toEqual({ keys: 5_000, theirs: 5 });
    const last = await s3(aws).send(
      new ListObjectsV2Command({ Bucket: "million", StartAfter: "data/000999999" }),
    );
    expect(last).toMatchObject({ KeyCount: 1, IsTruncated: false });
  });

  test.each([
    ["a bucket of another Region", "shared-uploads", "us-east-1", MEMBER_KEY, "PermanentRedirect", 301],
    ["one that denies everybody", "shut", "us-east-1", MEMBER_KEY, "AccessDenied", 403],
    ["one of somebody else", "enforced", "us-east-1", HOME_KEY, "AccessDenied", 403],
    ["one that the requester pays for", "paid", "us-east-1", HOME_KEY, "AccessDenied", 403],
    ["none at all", "nowhere", "us-east-1", MEMBER_KEY, "NoSuchBucket", 404],
  ])("refuses %s", async (_, Bucket, region, key, name, status) => {
    const aws = await startTestAws({ member });
    const answer = s3(aws, key, region).send(new ListObjectsV2Command({ Bucket }));
    expect(await failureOf(answer)).toMatchObject({ name, status });
  });

  test("answers another account that pays, and refuses one that mistakes whose a bucket is", async () => {
    const aws = await startTestAws({ member });
    const paid = new ListObjectsV2Command({ Bucket: "paid", RequestPayer: "requester" });
    expect((await s3(aws, HOME_KEY).send(paid)).KeyCount).toBe(1);
    const mistaken = new GetBucketAclCommand({ Bucket: "enforced", ExpectedBucketOwner: HOME });
    expect(await failureOf(s3(aws).send(mistaken))).toMatchObject({ name: "AccessDenied" });
  });

  test("leads the SDK to the Region where a bucket is", async () => {
    const aws = await startTestAws({ member });
    const client = new S3Client({
      endpoint: aws.url,
      region: "us-east-1",
      credentials: { ...MEMBER_KEY },
      followRegionRedirects: true,
    });
    const found = await client.send(new HeadBucketCommand({ Bucket: "shared-uploads" }));
    expect(found.BucketRegion).toBe(inEurope);
  });

  test("tells what a bucket does with what others write, if that was ever set", async () => {
    const aws = await startTestAws({ member });
    const rules = await s3(aws).send(new GetBucketOwnershipControlsCommand({ Bucket: "enforced" }));
    expect(rules.OwnershipControls?.Rules).toEqual([{ ObjectOwnership: "BucketOwnerEnforced" }]);
    const unset = s3(aws).send(new GetBucketOwnershipControlsCommand({ Bucket: "old" }));
    expect(await failureOf(unset)).toMatchObject({ name: "OwnershipControlsNotFoundError", status: 404 });
  });

  test("names owners, or leaves them out of an empty list, where it is switched so", async () => {
    const aws = await startTestAws({
      member: { email: "pay+ments@example.com" },
      switches: { displayNames: true },
    });
    const list = () => s3(aws).send(new ListBucketsCommand({}));
    expect((await list()).Owner?.DisplayName).toBe("pay+ments");
    aws.switches.ownerWithoutBuckets = false;
    expect((await list()).Owner).toBeUndefined();
  });

  test("takes a bucket from the host name as well", async () => {
    const aws = await startTestAws({ member });
    const client = new S3Client({
      endpoint: aws.url.replace("127.0.0.1", "localhost"),
      region: "us-east-1",
      credentials: { ...MEMBER_KEY },
      maxAttempts: 1,
    });
    client.middlewareStack.add(
      (next) => (args) => {
        const { request } = args;
        if (typeof request === "object" && request && "hostname" in request && "headers" in request)
          request.hostname = "127.0.0.1";
        return next(args);
      },
      { step: "deserialize", priority: "low" },
    );
    expect((await client.send(new ListObjectsV2Command({ Bucket: "enforced" }))).KeyCount).toBe(1);
  });
});
