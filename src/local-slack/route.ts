import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Clock } from "../clock.ts";
import { answerControl } from "./control-server.ts";
import { answerFault, loseAnswer } from "./fault-answers.ts";
import { readBody, readFields, sendJson, sendText } from "./http.ts";
import { answerResponseUrl } from "./respond.ts";
import type { Slack } from "./slack.ts";
import { receiveUpload } from "./upload.ts";
import { answerCall } from "./web-api/server.ts";

type Served = Slack & {
  readonly clock: Clock;
  readonly page?: RequestListener | undefined;
};

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Sends each request where it belongs: Web API, uploads, response_urls, control, or the page. */
export function route(slack: Served): RequestListener {
  return (request, response) => {
    answer(slack, { request, response }).catch((thrown: unknown) => {
      process.stderr.write(
        `local-slack: ${request.url}: ${String(thrown instanceof Error ? thrown.stack : thrown)}\n`,
      );
      if (!response.headersSent) sendText(response, 500, "local-slack failed; see its output");
    });
  };
}

async function answer(slack: Served, exchange: Exchange): Promise<void> {
  const url = new URL(exchange.request.url ?? "/", slack.url);
  const path = url.pathname;
  if (path.startsWith("/_control/")) return answerControl(slack, url, exchange);
  if (path.startsWith("/api/")) return answerCall(slack, path.replace("/api/", ""), exchange);
  if (path.startsWith("/upload/v1/")) return receiveUpload(slack, path.replace("/upload/v1/", ""), exchange);
  if (path.startsWith("/commands/") || path.startsWith("/actions/"))
    return answerResponse(slack, path, exchange);
  if (slack.page) return slack.page(exchange.request, exchange.response);
  sendText(exchange.response, 404, "Not Found");
}

async function answerResponse(slack: Served, path: string, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const sent = await readFields(request, await readBody(request));
  const record = (answered: unknown) =>
    slack.wire.record({ direction: "from-app", name: "response_url", sent, answered, repeated: false });
  const fault = slack.faults.take("response_url");
  const faulty = await answerFault(slack.clock, fault, exchange);
  if (faulty) return record(faulty);
  const { status, answer: answered } = answerResponseUrl(slack, path, sent);
  record(answered);
  if (loseAnswer(fault, exchange)) return;
  if (typeof answered === "string") return sendText(response, status, answered);
  sendJson(response, status, answered);
}
