import type { WebClient } from "@slack/web-api";
import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { type Clock, sleep } from "../clock.ts";
import { messageOf } from "../domain/errors.ts";
import type { PostOutcome } from "../outbox/post-outcome.ts";

export interface PostingDependencies {
  /** A client that neither repeats a call whose outcome is unknown nor waits out a rate limit by itself. */
  readonly client: WebClient;
  readonly clock: Clock;
}

/** What became of a call that did not succeed. */
export type FailedOutcome = Exclude<PostOutcome, { readonly state: "posted" }>;

/** Slack's words for trouble of its own, after which the same call may work. */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "ratelimited",
]);

/** The network's words for never having reached the other side. */
const UNREACHED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** A longer wait is not sat out: the message counts as not sent, and the sweep comes back to it. */
const LONGEST_WAIT_SECONDS = 10;

const WORD = /^[a-z][a-z_]+$/;

/** A rate limit is an answer: nothing was posted, so the call may be repeated, once, when Slack says so. */
export async function paced<T>(
  { clock }: Pick<PostingDependencies, "clock">,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof WebAPIRateLimitedError) || error.retryAfter > LONGEST_WAIT_SECONDS) throw error;
    await sleep(clock, error.retryAfter * 1000);
    return call();
  }
}

/** Whether a call that posts something took effect, by how it failed. */
export function outcomeOf(error: unknown): FailedOutcome {
  const refused = refusalOf(error);
  if (error instanceof WebAPIRateLimitedError) return { state: "not-sent", detail: "Slack asks to wait" };
  if (refused) return { state: "refused", detail: refused };
  const detail = wordOf(error) ?? messageOf(error);
  return { state: isUnreached(error) ? "not-sent" : "uncertain", detail };
}

/** Slack's word for a refusal that will not pass. */
export function refusalOf(error: unknown): string | undefined {
  const word = wordOf(error);
  return word && !PASSING.has(word) ? word : undefined;
}

/** Slack's word for an error. The client puts the body of a nonsensical answer in the same place: that is none. */
function wordOf(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const word = String(error.data.error);
  return WORD.test(word) ? word : undefined;
}

/** Whether the request failed before anything could be sent; the reason lies at the bottom of the chain of causes. */
function isUnreached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && UNREACHED.has(String(error.code))) || isUnreached(error.cause);
}
