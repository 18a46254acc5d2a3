import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A delivery that was signed as it should be. */
export interface Received {
  readonly id: string;
  readonly body: string;
}

/** What the receiver answers: a status, or nothing at all. */
export type Answering = number | "cut";

/** A pager's end of the webhook on this machine. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Why a delivery was not taken seriously. */
  readonly forged: readonly string[];
}

/** Takes deliveries until the end of the test; checks each signature by its own means. */
export async function startWebhookReceiver(
  secret: string,
  answering: (received: Received) => Answering = () => 204,
): Promise<WebhookReceiver> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const received: Received[] = [];
  const forged: string[] = [];

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const header = (name: string) => String(request.headers[name]);
    const [id, timestamp] = [header("webhook-id"), header("webhook-timestamp")];
    const wanted = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    if (header("webhook-signature") !== `v1,${wanted}`) forged.push(`the signature of ${id}`);
    if (Math.abs(Number(timestamp) - Date.now() / 1000) > 60) forged.push(`the time of ${id}`);
    received.push({ id, body });
    const answer = answering({ id, body });
    if (answer === "cut") return void request.socket.destroy();
    response.writeHead(answer, answer === 302 ? { location: "/elsewhere" } : {}).end("as you like");
  }

  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook?token=hush`, received, forged };
}
