import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { type Clock, sleep } from "../../clock.ts";
import type { DisconnectRequest } from "../control-setting.ts";
import { ACKNOWLEDGE_WITHIN_MS, type Attempt, answerOf, type Outgoing, type Retry } from "./outgoing.ts";

const MOST_CONNECTIONS = 10;
const CONNECTION_LIFE_SECONDS = 18_060;
const PING_EVERY_MS = 10_000;
const HANG_UP_MS = 500;

const acknowledgement = z.object({
  envelope_id: z.string(),
  payload: z.record(z.string(), z.unknown()).optional(),
});

/** One delivery as it goes through a socket; sent again with the same id it is a redelivery. */
export interface Envelope {
  readonly id: string;
  readonly outgoing: Outgoing;
}

/** Slack's side of Socket Mode: tickets, connections, envelopes and their acknowledgements. */
export interface Sockets {
  /** A single-use address for one connection. */
  newAddress(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connected(): number;
  send(envelope: Envelope, retry?: Retry): Promise<Attempt>;
  /** Tells every connection to go away, or cuts them without a word. */
  disconnect(reason: DisconnectRequest["reason"]): void;
  close(): Promise<void>;
}

interface Dependencies {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** `ws://127.0.0.1:port` */
  readonly base: string;
  readonly appId: string;
}

export function newEnvelope(outgoing: Outgoing): Envelope {
  return { id: randomUUID(), outgoing };
}

export function createSockets(slack: Dependencies): Sockets {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  /** Those that may get a payload; one that was told to go is no longer among them. */
  const ready: WebSocket[] = [];
  const waiting = new Map<string, (payload: unknown) => void>();

  function newAddress(): string {
    const ticket = randomUUID();
    tickets.add(ticket);
    return `${slack.base}/link/?ticket=${ticket}&app_id=${slack.appId}`;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? "/", slack.base).searchParams.get("ticket") ?? "";
    if (!tickets.delete(ticket)) {
      socket.end("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
      return;
    }
    server.handleUpgrade(request, socket, head, welcome);
  }

  function welcome(connection: WebSocket): void {
    connection.on("error", () => connection.terminate());
    if (ready.length >= MOST_CONNECTIONS) {
      connection.send(JSON.stringify(goodbye("too_many_websockets")));
      connection.close();
      return;
    }
    ready.push(connection);
    const heartbeat = setInterval(() => connection.ping(), PING_EVERY_MS);
    heartbeat.unref();
    connection.on("message", (data) => receive(String(data)));
    connection.on("close", () => {
      clearInterval(heartbeat);
      if (ready.includes(connection)) ready.splice(ready.indexOf(connection), 1);
    });
    connection.send(JSON.stringify(hello(slack.appId, ready.length)));
  }

  function receive(text: string): void {
    const read = acknowledgement.safeParse(answerOf(text));
    if (!read.success) return;
    waiting.get(read.data.envelope_id)?.(read.data.payload);
  }

  async function send(envelope: Envelope, retry?: Retry): Promise<Attempt> {
    const connection = nextConnection(ready);
    if (!connection) return { delivery: { outcome: "unreachable" }, noRetry: false };
    const patience = new AbortController();
    const signal = AbortSignal.any([patience.signal, slack.signal]);
    const acknowledged = new Promise<unknown>((resolve) => waiting.set(envelope.id, resolve));
    connection.send(JSON.stringify(frame(envelope, retry)));
    const tooLate = sleep(slack.clock, ACKNOWLEDGE_WITHIN_MS, signal).then(
      () => LATE,
      () => LATE,
    );
    const answer = await Promise.race([acknowledged, tooLate]);
    patience.abort();
    waiting.delete(envelope.id);
    if (answer === LATE) return { delivery: { outcome: "timeout" }, noRetry: false };
    return { delivery: { outcome: "acknowledged", ...(hasContent(answer) && { answer }) }, noRetry: false };
  }

  function disconnect(reason: DisconnectRequest["reason"]): void {
    for (const connection of ready.splice(0)) {
      if (reason === "cut") connection.terminate();
      else connection.send(JSON.stringify(goodbye(reason)));
    }
  }

  async function close(): Promise<void> {
    await Promise.all([...server.clients].map(hangUp));
    server.close();
  }

  return { newAddress, upgrade, connected: () => ready.length, send, disconnect, close };
}

const LATE = Symbol("late");

/** Says goodbye properly, because a client that is cut off waits long before it gives up. */
async function hangUp(connection: WebSocket): Promise<void> {
  const patience = setTimeout(() => connection.terminate(), HANG_UP_MS);
  const closed = once(connection, "close");
  connection.close(1001);
  await closed;
  clearTimeout(patience);
}

/** Any connection may get a payload; taking turns shows an app that keeps its state in one of them. */
function nextConnection(connections: WebSocket[]): WebSocket | undefined {
  const next = connections.shift();
  if (next) connections.push(next);
  return next;
}

function hasContent(payload: unknown): boolean {
  return typeof payload === "object" && payload !== null && Object.keys(payload).length > 0;
}

function frame({ id, outgoing }: Envelope, retry: Retry | undefined): unknown {
  const isEvent = outgoing.type === "events_api";
  return {
    envelope_id: id,
    type: outgoing.type,
    payload: outgoing.payload,
    accepts_response_payload: !isEvent,
    ...((isEvent || retry) && { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? "" }),
  };
}

function hello(appId: string, connections: number): unknown {
  return {
    type: "hello",
    num_connections: connections,
    debug_info: {
      host: `applink-${randomBytes(3).toString("hex")}`,
      build_number: 1,
      approximate_connection_time: CONNECTION_LIFE_SECONDS,
    },
    connection_info: { app_id: appId },
  };
}

function goodbye(reason: string): unknown {
  return { type: "disconnect", reason, debug_info: { host: "applink-local" } };
}
