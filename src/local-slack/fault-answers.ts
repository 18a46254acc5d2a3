import type { IncomingMessage, ServerResponse } from "node:http";
import { type Clock, sleep } from "../clock.ts";
import type { Fault } from "./control.ts";
import { sendJson, sendText } from "./http.ts";

const SLOW_MS = 1_000;
const RETRY_AFTER_SECONDS = 1;

const HUGE_BYTES = 4 * 2 ** 20;

const DISTORTED = { half: '{"ok":true,"channel":"C0', empty: "", huge: " ".repeat(HUGE_BYTES) } as const;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Lets a fault have its way with a call before it takes effect. Answers what went out in place of the
 * answer, or undefined where the call goes on.
 */
export async function answerFault(
  clock: Clock,
  fault: Fault | undefined,
  exchange: Exchange,
): Promise<unknown> {
  const { request, response } = exchange;
  if (fault?.kind === "slow") await sleep(clock, fault.wait ?? SLOW_MS);
  switch (fault?.kind) {
    case "http-500":
      sendText(response, 500, "Internal Server Error");
      return { httpStatus: 500 };
    case "rate-limited":
      sendRateLimited(response, fault.wait ?? RETRY_AFTER_SECONDS);
      return { httpStatus: 429 };
    case "cut":
      request.socket.destroy();
      return { connection: "cut" };
    case "nonsense":
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<!doctype html><title>Maintenance</title>");
      return { httpStatus: 200, body: "nonsense" };
    case "half":
    case "empty":
    case "huge":
      response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
      response.end(DISTORTED[fault.kind]);
      return { httpStatus: 200, body: fault.kind };
    case "error": {
      const answer = { ok: false, error: fault.error ?? "internal_error" };
      sendJson(response, fault.method === "response_url" ? 404 : 200, answer);
      return answer;
    }
    default:
      return undefined;
  }
}

/**
 * Keeps back the answer to a call that took effect, where the fault is of that kind. Answers what the caller meets
 * instead, or undefined where the answer is to be sent.
 */
export function loseAnswer(fault: Fault | undefined, { request, response }: Exchange): object | undefined {
  switch (fault?.kind) {
    case "dropped":
      request.socket.destroy();
      return { connection: "dropped" };
    case "broken":
      sendText(response, 500, "Internal Server Error");
      return { httpStatus: 500 };
    case "silent":
      return { connection: "silent" };
    default:
      return undefined;
  }
}

export function sendRateLimited(response: ServerResponse, seconds: number): void {
  sendJson(response, 429, { ok: false, error: "ratelimited" }, { "retry-after": String(seconds) });
}
