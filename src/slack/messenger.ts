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

/** Slack's words for a message that cannot be edited any more. */
const GONE = new Set([
  "message_not_found",
  "edit_window_closed",
  "cant_update_message",
  "channel_not_found",
  "is_archived",
]);
const POST_TRIES = 3;

/** A refusal is one of Slack's words; the client gives the body of a nonsensical answer in the same place. */
const WORD = /^[a-z][a-z_]+$/;

/** Posts and edits the messages about audits. */
export function createMessenger({ client, clock }: MessengerDependencies): AuditMessenger {
  /** A rate limit is an answer: the message was not posted, so the call may be repeated when Slack says so. */
  async function paced<T>(call: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof WebAPIRateLimitedError) || tries === POST_TRIES) throw error;
        await sleep(clock, error.retryAfter * 1000);
      }
    }
  }

  async function post(channel: string, message: Message): Promise<PostOutcome> {
    try {
      const answer = await paced(() => client.chat.postMessage({ ...message, channel, unfurl_links: false }));
      if (answer.channel && answer.ts) return { state: "posted", channel: answer.channel, ts: answer.ts };
      return { state: "uncertain", detail: "chat.postMessage answered without a message" };
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError) return { state: "refused", detail: "ratelimited" };
      const word = error instanceof WebAPIPlatformError ? String(error.data.error) : "";
      if (WORD.test(word)) return { state: "refused", detail: word };
      return { state: "uncertain", detail: messageOf(error) };
    }
  }

  return {
    postAudit: (place, report) => post(place, auditMessage(report, clock.now())),

    async updateAudit(message, report) {
      try {
        await paced(() => client.chat.update({ ...auditMessage(report, clock.now()), ...message }));
        return true;
      } catch (error) {
        if (error instanceof WebAPIPlatformError && GONE.has(String(error.data.error))) return false;
        throw error;
      }
    },
  };
}
