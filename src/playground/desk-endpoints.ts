import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { type AccountDesk, ImpossibleChangeError } from "./account-desk.ts";

/** Where the desk is found on the page's own server. */
const PREFIX = "/_playground/";
/** More than any request needs. */
const LONGEST_BODY = 4096;
const LONGEST_FORWARD_MILLISECONDS = 366 * 86_400_000;

const changeRequest = z.strictObject({ account: z.string(), change: z.string() });
const forwardRequest = z.strictObject({
  forwardMilliseconds: z.int().positive().max(LONGEST_FORWARD_MILLISECONDS),
});

/** A request that is not answered; the message says why. */
class RefusedRequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Answer = (desk: AccountDesk, body: unknown) => unknown;

const ANSWERS: Readonly<Record<string, Answer>> = {
  "GET accounts": (desk) => desk.accounts(),
  "POST change": (desk, body) => desk.change(changeRequest.parse(body)),
  "GET clock": (desk) => desk.clock(),
  "POST clock": (desk, body) => desk.forward(forwardRequest.parse(body).forwardMilliseconds),
};

/** Whether a path is one of the desk's. */
export function isForDesk(path: string): boolean {
  return path.startsWith(PREFIX);
}

/** Answers a request to the desk, with one sentence where it cannot be done. */
export async function answerDesk(
  desk: AccountDesk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    refuseForeign(request);
    const name = (request.url ?? "").split("?")[0]?.slice(PREFIX.length);
    const answer = ANSWERS[`${request.method} ${name}`];
    if (!answer) throw new RefusedRequestError(404, `There are only ${Object.keys(ANSWERS).join(", ")}.`);
    const body = request.method === "POST" ? await readJson(request) : undefined;
    send(response, 200, answer(desk, body));
  } catch (thrown) {
    const { status, message } = refusalOf(thrown);
    send(response, status, { error: message });
  }
}

/** The page is on loopback, where any site that somebody has open could otherwise reach it. */
function refuseForeign({ headers: { host = "", origin } }: IncomingMessage): void {
  const isOwnHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  if (isOwnHost && (origin === undefined || origin === `http://${host}`)) return;
  throw new RefusedRequestError(403, "Only the playground's own page may ask this.");
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > LONGEST_BODY) throw new RefusedRequestError(413, "The request is too long.");
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch (cause) {
    throw new RefusedRequestError(400, `The request is no JSON: ${String(cause)}`);
  }
}

function refusalOf(thrown: unknown): { readonly status: number; readonly message: string } {
  if (thrown instanceof RefusedRequestError) return thrown;
  if (thrown instanceof ImpossibleChangeError) return { status: 400, message: thrown.message };
  if (thrown instanceof z.ZodError) {
    const [issue] = thrown.issues;
    return { status: 400, message: `${issue?.path.join(".") || "The request"}: ${issue?.message}.` };
  }
  throw thrown;
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
    .end(JSON.stringify(body));
}
