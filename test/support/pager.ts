import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { z } from "zod";

/** What a webhook was told, under the id that its sender gave it. */
export interface Call {
  readonly id: string;
  readonly body: unknown;
  readonly isSigned: boolean;
  readonly isConfirmed: boolean;
  readonly mood: Mood;
}

/** The other end of an alert's webhook. */
export interface Pager {
  readonly url: string;
  /** The secret that it shares with its caller. */
  readonly secret: string;
  /** Everything that it was told, the oldest first. */
  readonly calls: readonly Call[];
  close(): Promise<void>;
}

/** How a pager may take a call: it confirms it, refuses it, or hears it and says nothing. */
export type Mood = "confirms" | "refuses" | "hangs up";

const KEY = Buffer.from("a pager's secret of thirty-two b");

/** Starts a webhook on loopback; `mood` is asked anew at each call. */
export async function startPager(mood: () => Mood = () => "confirms"): Promise<Pager> {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const how = mood();
    calls.push({
      id: String(request.headers["webhook-id"]),
      body: JSON.parse(body),
      isSigned: isSigned(request, body),
      isConfirmed: how === "confirms",
      mood: how,
    });
    if (how === "hangs up") request.socket.destroy();
    else response.writeHead(how === "confirms" ? 204 : 503).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    secret: `whsec_${KEY.toString("base64")}`,
    calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}

/** As the Standard Webhooks specification has it. */
function isSigned({ headers }: IncomingMessage, body: string): boolean {
  const content = `${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`;
  const signature = createHmac("sha256", KEY).update(content).digest("base64");
  return String(headers["webhook-signature"]).split(" ").includes(`v1,${signature}`);
}
