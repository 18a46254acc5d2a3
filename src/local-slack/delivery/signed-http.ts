import { createHmac } from "node:crypto";
import type { Clock } from "../../clock.ts";
import type { Delivery } from "../control.ts";
import { ACKNOWLEDGE_WITHIN_MS, type Attempt, answerOf, type Outgoing, type Retry } from "./outgoing.ts";

interface Dependencies {
  readonly clock: Clock;
  readonly signingSecret: string;
  readonly signal: AbortSignal;
}

/** Posts one delivery to the app as Slack does over HTTP, signed, and waits three seconds for its answer. */
export async function postSigned(
  slack: Dependencies,
  target: { readonly url: string; readonly outgoing: Outgoing; readonly retry?: Retry },
): Promise<Attempt> {
  const { contentType, body } = encode(target.outgoing);
  const headers = {
    ...sign(slack.signingSecret, body),
    ...retryHeaders(target.retry),
    "content-type": contentType,
  };
  const patience = new AbortController();
  const timer = slack.clock.setTimeout(() => patience.abort(), ACKNOWLEDGE_WITHIN_MS);
  try {
    const signal = AbortSignal.any([patience.signal, slack.signal]);
    const response = await fetch(target.url, { method: "POST", headers, body, redirect: "error", signal });
    const answer = answerOf(await response.text());
    return {
      delivery: deliveryOf(response, answer),
      noRetry: response.headers.get("x-slack-no-retry") === "1",
    };
  } catch {
    return { delivery: { outcome: patience.signal.aborted ? "timeout" : "unreachable" }, noRetry: false };
  } finally {
    slack.clock.clearTimeout(timer);
  }
}

function deliveryOf(response: Response, answer: unknown): Delivery {
  return {
    outcome: response.ok ? "acknowledged" : "refused",
    httpStatus: response.status,
    ...(answer !== undefined && { answer }),
  };
}

function encode({ type, payload }: Outgoing): { contentType: string; body: string } {
  if (type === "events_api") return { contentType: "application/json", body: JSON.stringify(payload) };
  const contentType = "application/x-www-form-urlencoded";
  if (type === "interactive") {
    return { contentType, body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() };
  }
  const fields = Object.entries(payload).map(([name, value]) => [name, String(value)]);
  return { contentType, body: new URLSearchParams(Object.fromEntries(fields)).toString() };
}

/** The receiver compares with its own clock, so the timestamp is real time whatever clock is in use. */
function sign(secret: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  return {
    "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${digest}`,
  };
}

function retryHeaders(retry: Retry | undefined): Record<string, string> {
  if (!retry) return {};
  return { "x-slack-retry-num": String(retry.attempt), "x-slack-retry-reason": retry.reason };
}
