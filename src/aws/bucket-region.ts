import { HeadBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import type { Caller } from "./caller.ts";

const REGION_HEADER = "x-amz-bucket-region";

/** An error of S3's, as far as its answer's headers tell something. */
const answered = z.object({ $response: z.object({ headers: z.object({ [REGION_HEADER]: z.string() }) }) });

/**
 * The Region that a bucket lives in. S3 sends callers elsewhere in several ways, of which the SDK follows some; each of
 * them names the Region in a header, as even a refusal does. Undefined if the answer does not say: whatever is asked of
 * the bucket then says why.
 */
export async function findBucketRegion(
  { call, s3 }: { readonly call: Caller; readonly s3: S3Client },
  bucket: string,
): Promise<string | undefined> {
  try {
    const answer = await call("s3:HeadBucket", () => s3.send(new HeadBucketCommand({ Bucket: bucket })));
    return answer.BucketRegion;
  } catch (error) {
    return answered.safeParse(error).data?.$response.headers[REGION_HEADER];
  }
}
