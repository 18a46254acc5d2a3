import { ListBucketsCommand, type ListBucketsCommandOutput, type S3Client } from "@aws-sdk/client-s3";
import { type CanonicalId, type OwnList, parseCanonicalId } from "../domain/canonical-id.ts";
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
/** So many names are kept; an account may have a million buckets. */
const MOST_NAMES = 50_000;

/** An account's own list: whose it is, how many buckets there are, and some of them from all over it. */
export async function readOwnBuckets(
  asking: Asking & { readonly s3: S3Client },
  spending: Spending,
): Promise<{ readonly list: Read<OwnList>; readonly sample: readonly ListedBucket[] }> {
  const sample = createEvenSample<ListedBucket>(spending.bucketsLeft());
  const list = await attempt(CALL, asking.rung, async (): Promise<Read<OwnList>> => {
    const names: string[] = [];
    let ownerId: string | undefined;
    let last: ListBucketsCommandOutput | undefined;
    for await (const page of listedPages(asking)) {
      last = page;
      ownerId ??= parseCanonicalId(page.Owner?.ID ?? "");
      for (const bucket of bucketsOn(page)) {
        sample.add(bucket);
        if (names.length < MOST_NAMES) names.push(bucket.name);
      }
      spending.addListed(page.Buckets?.length ?? 0);
      if (spending.isLate()) break;
    }
    const isWhole = last?.ContinuationToken === undefined;
    const value = { ownerId, buckets: sample.count(), names, isWhole };
    return known(value, originOf(asking, CALL, "Owner.ID", last));
  });
  const taken = sample.taken();
  if (taken.length < sample.count()) spending.cut("buckets");
  return { list, sample: taken };
}

/** Whose the caller's account is, by the first answer about its list; undefined where that does not say it. */
export async function readOwnerId(
  asking: Asking & { readonly s3: S3Client },
): Promise<CanonicalId | undefined> {
  const { call, s3, rung } = asking;
  const owner = await attempt(CALL, rung, async () => {
    const answer = await call(CALL, () => s3.send(new ListBucketsCommand({ MaxBuckets: 1 })));
    return known(parseCanonicalId(answer.Owner?.ID ?? ""), originOf(asking, CALL, "Owner.ID", answer));
  });
  return owner.known ? owner.value : undefined;
}

/** What the first page says stands, even if a later one fails: then the last that came is not the last there is. */
async function* listedPages({
  call,
  s3,
}: Pick<Asking, "call"> & { readonly s3: S3Client }): AsyncGenerator<ListBucketsCommandOutput> {
  let came = false;
  const ask = (ContinuationToken: string | undefined) =>
    call(CALL, () => s3.send(new ListBucketsCommand({ MaxBuckets: PAGE, ContinuationToken })));
  try {
    for await (const page of pagesOf(ask, (answer) => answer.ContinuationToken)) {
      came = true;
      yield page;
    }
  } catch (error) {
    if (!came) throw error;
  }
}

/** Without directory buckets, which have neither access control lists nor owners of objects. */
function bucketsOn({ Buckets = [] }: ListBucketsCommandOutput): readonly ListedBucket[] {
  return Buckets.flatMap(({ Name: name, BucketRegion: region }) =>
    name && !name.endsWith("--x-s3") ? [{ name, region }] : [],
  );
}
