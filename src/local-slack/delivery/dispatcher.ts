import { type Clock, sleep } from "../../clock.ts";
import type { Delivery } from "../control.ts";
import type { Wire } from "../wire.ts";
import type { Attempt, Outgoing, Retry } from "./outgoing.ts";
import { createRandom } from "./random.ts";
import { postSigned } from "./signed-http.ts";
import { type Envelope, newEnvelope, type Sockets } from "./sockets.ts";

/** Minutes after which Slack sends a failed event again: at once, after one, after five. */
const RETRY_MINUTES = [0, 1, 5];
const LATE_CHANCE = 0.3;
const LATEST_MS = 40;
const TWICE_CHANCE = 0.25;

/** Brings deliveries to the app by whichever way it is connected. */
export interface Dispatcher {
  deliver(outgoing: Outgoing): Promise<Delivery>;
  /** Sends the latest delivery once more, marked as a repetition; undefined if there was none. */
  redeliver(): Promise<Delivery> | undefined;
  /** Sets where signed HTTP goes and asks the app there to confirm it. */
  deliverTo(url: string): Promise<Delivery>;
  /** How many deliveries were held back, and how many made twice. */
  hits(): Readonly<Record<"delayed" | "repeated", number>>;
  /** Ends what still waits. */
  close(): void;
}

interface Dependencies {
  readonly clock: Clock;
  readonly wire: Wire;
  readonly sockets: Sockets;
  readonly signingSecret: string;
  readonly eventsUrl?: string | undefined;
  /** Delays and duplicates some deliveries, the same ones for the same seed. */
  readonly unruly?: { readonly seed: number } | undefined;
  readonly stop: AbortController;
}

export function createDispatcher(slack: Dependencies): Dispatcher {
  const random = slack.unruly && createRandom(slack.unruly.seed);
  const { signal } = slack.stop;
  let eventsUrl = slack.eventsUrl;
  let latest: Envelope | undefined;
  const hits = { delayed: 0, repeated: 0 };

  async function attempt(envelope: Envelope, retry?: Retry): Promise<Attempt> {
    if (retry) hits.repeated += 1;
    const made = await transport(envelope, retry);
    const { name, payload } = envelope.outgoing;
    slack.wire.record({
      direction: "to-app",
      name,
      sent: payload,
      answered: made.delivery,
      repeated: retry !== undefined,
    });
    return made;
  }

  async function transport(envelope: Envelope, retry?: Retry): Promise<Attempt> {
    if (slack.sockets.connected() > 0) return slack.sockets.send(envelope, retry);
    if (!eventsUrl) return { delivery: { outcome: "unreachable" }, noRetry: false };
    const target = { url: eventsUrl, outgoing: envelope.outgoing, ...(retry && { retry }) };
    return postSigned({ ...slack, signal }, target);
  }

  async function deliver(outgoing: Outgoing): Promise<Delivery> {
    const envelope = newEnvelope(outgoing);
    latest = envelope;
    if (random && random() < LATE_CHANCE) {
      hits.delayed += 1;
      await sleep(slack.clock, random() * LATEST_MS, signal);
    }
    const first = await attempt(envelope);
    const failed = first.delivery.outcome !== "acknowledged";
    if (outgoing.type === "events_api" && failed && !first.noRetry) inBackground(retryEvent(envelope, first));
    if (random && !failed && random() < TWICE_CHANCE) inBackground(repeat(envelope));
    return first.delivery;
  }

  /** Over HTTP Slack repeats events only; through a socket anything may come again. */
  async function repeat(envelope: Envelope): Promise<Delivery | undefined> {
    const bySocket = slack.sockets.connected() > 0;
    if (!bySocket && envelope.outgoing.type !== "events_api") return undefined;
    const repeated = await attempt(envelope, { attempt: 1, reason: bySocket ? "timeout" : "http_timeout" });
    return repeated.delivery;
  }

  async function retryEvent(envelope: Envelope, first: Attempt): Promise<void> {
    let last = first;
    for (const [index, minutes] of RETRY_MINUTES.entries()) {
      if (minutes > 0) await sleep(slack.clock, minutes * 60_000, signal);
      last = await attempt(envelope, { attempt: index + 1, reason: reasonOf(last.delivery) });
      if (last.delivery.outcome === "acknowledged" || last.noRetry) return;
    }
  }

  function inBackground(work: Promise<unknown>): void {
    work.catch((thrown: unknown) => {
      if (!signal.aborted) throw thrown;
    });
  }

  async function deliverTo(url: string): Promise<Delivery> {
    eventsUrl = url;
    const challenge = crypto.randomUUID();
    const payload = { token: "verification-token", challenge, type: "url_verification" };
    const outgoing: Outgoing = { type: "events_api", name: "url_verification", payload };
    const { delivery } = await attempt(newEnvelope(outgoing));
    const confirmed = JSON.stringify(delivery.answer ?? "").includes(challenge);
    if (delivery.outcome !== "acknowledged" || confirmed) return delivery;
    return {
      ...delivery,
      outcome: "refused",
      notice: "Your URL didn't respond with the value of the challenge.",
    };
  }

  return {
    deliver,
    redeliver: () => latest && redeliverLatest(latest),
    deliverTo,
    hits: () => ({ ...hits }),
    close: () => slack.stop.abort(),
  };

  async function redeliverLatest(envelope: Envelope): Promise<Delivery> {
    const reason = slack.sockets.connected() > 0 ? "timeout" : "http_timeout";
    return (await attempt(envelope, { attempt: 1, reason })).delivery;
  }
}

function reasonOf(delivery: Delivery): Retry["reason"] {
  if (delivery.outcome === "timeout") return "http_timeout";
  return delivery.outcome === "refused" ? "http_error" : "connection_failed";
}
