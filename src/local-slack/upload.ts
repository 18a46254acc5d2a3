import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../clock.ts";
import { answerFault, loseAnswer } from "./fault-answers.ts";
import { readBody, sendText } from "./http.ts";
import type { Slack } from "./slack.ts";

/** Slack takes files of up to a gigabyte. */
const LONGEST_FILE = 2 ** 30;

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Takes the bytes of one upload, bare or as the one file of a multipart form. */
export async function receiveUpload(
  slack: Slack & { readonly clock: Clock },
  ticket: string,
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange;
  const content = await fileContent(request, await readBody(request, LONGEST_FILE));
  const file = slack.files.findByTicket(ticket);
  const sent = { file: file?.id, bytes: content?.length };
  const record = (answered: unknown) =>
    slack.wire.record({ direction: "from-app", name: "upload", sent, answered, repeated: false });
  const fault = slack.faults.take("upload");
  const faulty = await answerFault(slack.clock, fault, exchange);
  if (faulty) return record(faulty);

  const accepted = file !== undefined && file.content === undefined && content?.length === file.length;
  if (accepted) slack.files.change(file.id, { content });
  const answer = accepted ? `OK - ${content.length}` : "Upload refused";
  record(answer);
  if (!loseAnswer(fault, exchange)) sendText(response, accepted ? 200 : 400, answer);
}

async function fileContent(request: IncomingMessage, body: Buffer): Promise<Buffer | undefined> {
  const contentType = request.headers["content-type"] ?? "";
  if (!contentType.startsWith("multipart/form-data")) return body;
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": contentType },
  }).formData();
  const file = [...form.values()].find((value) => value instanceof File);
  return file && Buffer.from(await file.arrayBuffer());
}
