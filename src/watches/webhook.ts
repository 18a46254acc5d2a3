import { Webhook } from "standardwebhooks";
import { systemClock } from "../clock.ts";
import { messageOf } from "../domain/errors.ts";
import { alertName } from "../domain/watch.ts";
import type { Log } from "../log.ts";
import type { AlertWebhook } from "./alert-messenger.ts";
import { payloadOf } from "./webhook-payload.ts";

export interface WebhookDependencies {
  readonly url: string;
  /** Base64, with or without `whsec_` before it. */
  readonly secret: string;
  readonly log: Log;
}

/** Whoever takes alerts has so long to say that it has one. */
const PATIENCE_MILLISECONDS = 10_000;

/**
 * Posts alerts as Standard Webhooks: the same alert always has the same `webhook-id`, by which it is known again when it
 * comes twice.
 */
export function createAlertWebhook({ url, secret, log }: WebhookDependencies): AlertWebhook {
  const webhook = new Webhook(secret);
  return {
    async send(alert, views) {
      const name = alertName(alert.id);
      const body = JSON.stringify(payloadOf(alert, views));
      const at = systemClock.now(); // the receiver refuses signatures that are not of this moment
      try {
        const answer = await fetch(url, {
          method: "POST",
          body,
          headers: {
            "content-type": "application/json",
            "user-agent": "rootcheck",
            "webhook-id": name,
            "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
            "webhook-signature": webhook.sign(name, at, body),
          },
          redirect: "manual",
          signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
        });
        await answer.body?.cancel();
        if (!answer.ok) return { why: `it answered ${answer.status}` };
      } catch (error) {
        return { why: reasonOf(error) };
      }
      log.info({ alert: name }, "The webhook has an alert");
      return "confirmed";
    },
  };
}

/** Never the address, which may hold a token. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return error instanceof Error && error.name === "TimeoutError"
    ? "it did not answer in time"
    : messageOf(cause ?? error);
}
