import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { HTTPModuleFunctions, isRawBodyError } from "@slack/bolt";
import { RateLimiter } from "limiter";
import type { Log } from "../log.ts";

/** The largest of Slack's deliveries, a form with all its fields filled in, is a fifth of it. */
const MOST_BYTES = 1_000_000;

/** From one address, in a second; what comes beyond is not even logged. */
const MOST_REFUSALS = 50;

/** So many addresses are told apart; who comes from more is limited by what a refusal costs. */
const MOST_ADDRESSES = 1_000;

export interface SignedRequestsDependencies {
  readonly signingSecret: string;
  readonly log: Log;
}

/**
 * Lets only what Slack has signed through to a listener. What it refuses is answered by a bare status, and by 429 once
 * an address sends too much of it; what is signed is never held up by that, since both may come by the same proxy.
 */
export function onlySigned(
  { signingSecret, log }: SignedRequestsDependencies,
  listener: RequestListener,
): RequestListener {
  const isWithinLimit = createRefusalLimit();

  function refuse(request: IncomingMessage, response: ServerResponse, { status, why }: Refusal): void {
    const { remoteAddress = "" } = request.socket;
    const isTold = isWithinLimit(remoteAddress);
    if (isTold) log.warn({ status, why, remoteAddress }, "A request was refused that is none of Slack's");
    // The rest of the request is not read, so the connection is of no more use.
    response.writeHead(isTold ? status : 429, { connection: "close" }).end();
  }

  return async (request, response) => {
    const refusal = refusalOf(request) ?? (await refusalOfBody(request, signingSecret));
    if (refusal) return refuse(request, response, refusal);
    if (isPayload(request)) return listener(request, response);
    log.warn("A signed request has no payload that can be read");
    response.writeHead(400).end();
  };
}

interface Refusal {
  readonly status: 401 | 405 | 413;
  readonly why: string;
}

/** What can be refused before any of its body is read. */
function refusalOf({ method, headers }: IncomingMessage): Refusal | undefined {
  if (method !== "POST") return { status: 405, why: "it is no POST" };
  if (Number(headers["content-length"] ?? 0) > MOST_BYTES) return TOO_LARGE;
  return undefined;
}

const TOO_LARGE: Refusal = { status: 413, why: `it has more than ${MOST_BYTES} bytes` };

/** Reads the body, which stays with the request, and compares its signature as Bolt does, in constant time. */
async function refusalOfBody(request: IncomingMessage, signingSecret: string): Promise<Refusal | undefined> {
  try {
    await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
      { enabled: true, signingSecret, bodyLimit: MOST_BYTES },
      request,
    );
    return undefined;
  } catch (error) {
    if (isRawBodyError(error) && error.statusCode === 413) return TOO_LARGE;
    return { status: 401, why: error instanceof Error ? error.message : "its signature could not be read" };
  }
}

/** Whether the body is an object: Bolt takes that for granted, and anything else would end the process. */
function isPayload(request: IncomingMessage): boolean {
  if (!HTTPModuleFunctions.isBufferedIncomingMessage(request)) return false;
  try {
    const body: unknown = HTTPModuleFunctions.parseHTTPRequestBody(request);
    return typeof body === "object" && body !== null;
  } catch {
    return false;
  }
}

/** Whether an address has not had too many requests refused in this second. */
function createRefusalLimit(): (address: string) => boolean {
  const limits = new Map<string, RateLimiter>();
  return (address) => {
    const limit =
      limits.get(address) ?? new RateLimiter({ tokensPerInterval: MOST_REFUSALS, interval: "second" });
    limits.delete(address);
    limits.set(address, limit);
    const [longestAgo] = limits.keys();
    if (limits.size > MOST_ADDRESSES && longestAgo !== undefined) limits.delete(longestAgo);
    return limit.tryRemoveTokens(1);
  };
}
