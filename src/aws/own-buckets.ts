import { ListBucketsCommand, type ListBucketsCommandOutput, type S3Client } from "@aws-sdk/client-s3";
import type { OwnList } from "../domain/canonical-id.ts";
import { known, type Read } from "../domain/read.ts";
import { createEvenSample } from "./even-sample.ts";
import { pagesOf } from "./pages.ts";
import { type Asking, attempt, originOf } from "./reading.ts";
import type { Spending } from "./spending.ts";

/** A bucket by its name, and where it is if the list says so. */
export interface ListedBucket {
  readonly name: string;
  readonly region?: string | undefined;
}

const CALL = "s3:ListBuckets";
/** Without a page size AWS refuses accounts that may have more than ten thousand. */
const PAGE = 1_000;

/** An account's own list: whose it is, how many buckets there are, and some of them from all over it. */
export async function readOwnBuckets(
  asking: Asking & { readonly s3: S3Client },
  spending: Spending,
): Promise<{ readonly list: Read<OwnList>; readonly sample: readonly ListedBucket[] }> {
  const { call, s3 } = asking;
  const sample = createEvenSample<ListedBucket>(spending.bucketsLeft());
  const list = await attempt(CALL, asking.rung, async (): Promise<Read<OwnList>> => {
    const ask = (ContinuationToken: string | undefined) =>
      call(CALL, () => s3.send(new ListBucketsCommand({ MaxBuckets: PAGE, ContinuationToken })));
    let ownerId: string | undefined;
    let last: ListBucketsCommandOutput | undefined;
    for await (const page of pagesOf(ask, (answer) => answer.ContinuationToken)) {
      last = page;
      ownerId ??= page.Owner?.ID;
      for (const { Name: name, BucketRegion: region } of page.Buckets ?? [])
        if (name && !isDirectory(name)) sample.add({ name, region });
      if (spending.isLate()) break;
    }
    const isWhole = last?.ContinuationToken === undefined;
    return known({ ownerId, buckets: sample.count(), isWhole }, originOf(asking, CALL, "Owner.ID", last));
  });
  const taken = sample.taken();
  if (taken.length < sample.count()) spending.end("buckets");
  return { list, sample: taken };
}

/** Directory buckets have neither access control lists nor owners of objects. */
function isDirectory(name: string): boolean {
  return name.endsWith("--x-s3");
}
