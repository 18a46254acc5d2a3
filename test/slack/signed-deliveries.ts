import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { onTestFinished } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { startHealth } from "../../src/operations/health.ts";
import { boltLog } from "../../src/slack/bolt-log.ts";
import { createClients } from "../../src/slack/clients.ts";
import { createSlackApp } from "../../src/slack/start.ts";
import type { UseCases } from "../../src/slack/use-cases.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { watchLog } from "../support/secrecy/scan.ts";
import { sampleUseCases } from "./sample-app.ts";

const signingSecret = "deliveries-signing-secret";

/** An HTTP server until the test ends; resolves with its address. */
export async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

/** The end of Slack that a socket leads to; resolves with its address, and the first who comes. */
async function listenForSocket() {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  const address = server.address();
  const first = once(server, "connection").then(([socket]: WebSocket[]) => {
    socket?.send(JSON.stringify({ type: "hello" }));
    return socket;
  });
  return { url: `ws://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, first };
}

/** The app's side of Slack, in front of a Slack of which nothing is but what it was sent. */
export async function startReceiver(given: Partial<UseCases> = {}, mode: "http" | "socket" = "http") {
  const socket = mode === "socket" ? await listenForSocket() : undefined;
  /** Paths, and the texts that were sent to them. */
  const sent: string[] = [];
  const redirect = { location: "" };
  const slackUrl = await listen(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const fields = body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
    sent.push(`${request.url} ${fields.text ?? ""}`);
    if (request.url === "/redirect") response.writeHead(307, redirect).end();
    else if (request.url === "/api/apps.connections.open")
      response.end(JSON.stringify({ ok: true, url: socket?.url }));
    else response.setHeader("content-type", "application/json").end('{"ok":true}');
  });
  const watched = watchLog("the log of Slack's side");
  onTestFinished(() => watched.scan([signingSecret]));
  const clock = createManualClock();
  const config = {
    botToken: "xoxb-deliveries",
    apiUrl: `${slackUrl}/api/`,
    connection: mode === "http" ? { mode, signingSecret } : { mode, appToken: "xapp-deliveries" },
  } as const;
  const slack = createSlackApp({
    config,
    clients: createClients({ logger: boltLog(watched.log), onCall: () => undefined }, config),
    identity: { botUserId: "U0BOT000000" },
    useCases: sampleUseCases(given).useCases,
    places: {
      channels: [],
      choose: async ({ channel }) => ({ place: channel, isDirect: false }),
      mayShow: async () => true,
      fitnessOf: async () => ({ isFit: true }),
    },
    clock,
    log: watched.log,
    onCall: () => undefined,
    deliveries: { arrived: () => undefined, acknowledged: () => undefined },
  });
  await slack.open();
  const health = await startHealth({ port: 0, expected: [], log: watched.log });
  onTestFinished(health.close);
  if (slack.requestListener) health.serve("/slack/events", slack.requestListener);
  return {
    slackUrl,
    redirect,
    logged: watched.logged,
    url: `http://127.0.0.1:${health.port}/slack/events`,
    port: health.port,
    /** Delivers a command by the socket, and waits until it is acknowledged. */
    deliverBySocket: async (payload: object) => {
      const connected = await socket?.first;
      if (!connected) throw new Error("Nothing is connected.");
      connected.send(JSON.stringify({ type: "slash_commands", envelope_id: "1", payload }));
      await once(connected, "message");
    },
    /** What the app has sent once everything is done that it has acknowledged. */
    sentInTheEnd: async () => {
      await slack.close(60_000);
      return sent;
    },
  };
}

export const FORM = "application/x-www-form-urlencoded";

/** How Slack signs a body, now or some seconds ago. */
export function signatureOf(body: string | Buffer, secondsAgo = 0): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) - secondsAgo);
  const signature = createHmac("sha256", signingSecret).update(`v0:${timestamp}:`).update(body).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${signature}` };
}

/** A command as Slack sends it. */
export function commandBody(given: Readonly<Record<string, string>> = {}): string {
  return new URLSearchParams({
    ...{ command: "/rootcheck", text: "help", team_id: "T01", user_id: "U01OLGA0000" },
    ...{ channel_id: "C01", trigger_id: "1.2.3", ...given },
  }).toString();
}

/** Posts a body with the signature of Slack's, unless other headers are given. */
export function deliver(url: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  return fetch(url, {
    method: "POST",
    body,
    headers: { "content-type": FORM, ...signatureOf(body), ...headers },
  });
}
