import type { Delivery } from "../control.ts";

/** How long Slack waits for an acknowledgement. */
export const ACKNOWLEDGE_WITHIN_MS = 3_000;

/** One thing that Slack tells the app, before it is known by which way. */
export interface Outgoing {
  /** The word of Socket Mode's envelopes; over HTTP it decides the content type. */
  readonly type: "slash_commands" | "interactive" | "events_api";
  /** What the wire's record calls it: the event's or interaction's type, or the command. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Says that a delivery repeats an earlier one. */
export interface Retry {
  readonly attempt: number;
  readonly reason: "http_timeout" | "http_error" | "connection_failed" | "timeout";
}

/** How one attempt went; `noRetry` where the app asked for none. */
export interface Attempt {
  readonly delivery: Delivery;
  readonly noRetry: boolean;
}

/** A parsed acknowledgement body; undefined for an empty one. */
export function answerOf(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
