import type { IAMClient } from "@aws-sdk/client-iam";
import type { MetadataBearer } from "@smithy/types";
import type { Clock } from "../clock.ts";
import { type Origin, type Read, type Rung, unread } from "../domain/read.ts";
import type { Log } from "../log.ts";
import type { Caller } from "./caller.ts";
import type { Call } from "./calls.ts";
import { failureOf } from "./failure.ts";

/** What values are read by. */
export interface Asking {
  readonly rung: Rung;
  readonly call: Caller;
  readonly clock: Clock;
}

/** One account, opened on one rung of the ladder. */
export interface Reading extends Asking {
  readonly iam: IAMClient;
  readonly log: Log;
}

/** The value that was read, or in place of an error the reason why there is none. */
export async function attempt<T>(name: Call, rung: Rung, read: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await read();
  } catch (error) {
    return unread(failureOf(error, name, rung));
  }
}

/** Where a value came from that an answer has just given. */
export function originOf(
  { rung, clock }: Asking,
  call: Call,
  field: string,
  answer?: MetadataBearer,
): Origin {
  const requestId = answer?.$metadata.requestId;
  return { call, field, rung, readAt: clock.now(), ...(requestId && { requestId }) };
}
