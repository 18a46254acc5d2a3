import type { WebClient } from "@slack/web-api";
import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import type { AuditMessenger, PostOutcome } from "../audit/audit-messenger.ts";
import { type Clock, sleep } from "../clock.ts";
import { messageOf } from "../domain/errors.ts";
import type { Message } from "./blocks.ts";
import { auditMessage } from "./views/audit.ts";

export interface MessengerDependencies {
  /** A client that neither repeats a call whose outcome is unknown nor waits out a rate limit by itself. */
  readonly client: WebClient;
  readonly clock: Clock;
}

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

/** Posts and edits the messages about audits. */
export function createMessenger({ client, clock }: MessengerDependencies): AuditMessenger {
  /** A rate limit is an answer: the message was not posted, so the call may be repeated, once, when Slack says so. */
  async function paced<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || error.retryAfter > LONGEST_WAIT_SECONDS) throw error;
      await sleep(clock, error.retryAfter * 1000);
      return call();
    }
  }

  async function post(channel: string, message: Message): Promise<PostOutcome> {
    try {
      const answer = await paced(() => client.chat.postMessage({ ...message, channel, unfurl_links: false }));
      if (answer.channel && answer.ts) return { state: "posted", channel: answer.channel, ts: answer.ts };
      return { state: "uncertain", detail: "chat.postMessage answered without a message" };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  return {
    postAudit: (place, report) => post(place, auditMessage(report, clock.now())),

    async updateAudit(message, report) {
      try {
        await paced(() => client.chat.update({ ...auditMessage(report, clock.now()), ...message }));
        return true;
      } catch (error) {
        const word = wordOf(error);
        if (word && !PASSING.has(word)) return false;
        throw error;
      }
    },
  };
}

function outcomeOf(error: unknown): PostOutcome {
  const word = wordOf(error);
  if (error instanceof WebAPIRateLimitedError) return { state: "not-sent", detail: "Slack asks to wait" };
  if (word && !PASSING.has(word)) return { state: "refused", detail: word };
  const detail = word ?? messageOf(error);
  return { state: isUnreached(error) ? "not-sent" : "uncertain", detail };
}

/** Slack's word for a refusal. The client puts the body of a nonsensical answer in the same place: that is none. */
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
