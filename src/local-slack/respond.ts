import { z } from "zod";
import { type AcceptedContent, acceptContent } from "./message-content.ts";
import type { StoredMessage } from "./messages.ts";
import { SlackRefusal, withMessages } from "./refusal.ts";
import type { Origin } from "./response-urls.ts";
import type { Slack } from "./slack.ts";

const responseBody = z.strictObject({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  response_type: z.enum(["ephemeral", "in_channel"]).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  mrkdwn: z.boolean().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
});

type ResponseBody = z.infer<typeof responseBody>;

/**
 * Does what a response asks for, come through a response_url or as the body of an acknowledgement: a message
 * to one person or to all, in place of the one acted on, or its end. Answers the message that it left.
 */
export function respond(slack: Slack, origin: Origin, body: unknown): StoredMessage | undefined {
  const read = responseBody.safeParse(body);
  if (!read.success)
    throw withMessages(
      "invalid_payload",
      read.error.issues.map((issue) => issue.message),
    );
  const response = read.data;
  const original = origin.message && slack.messages.find(origin.message.channel, origin.message.ts);
  if (response.delete_original) {
    if (original) slack.messages.remove(original);
    return undefined;
  }
  const content = acceptContent(slack, response);
  if (original && replaces(slack, origin, response)) return replaceOriginal(slack, original, content);
  return slack.messages.add({
    ...content,
    channel: origin.channel,
    user: slack.workspace.app.botUserId,
    ...(response.response_type !== "in_channel" && { ephemeralTo: origin.user }),
    ...(response.thread_ts !== undefined && { threadTs: response.thread_ts }),
  });
}

function replaces(slack: Slack, origin: Origin, response: ResponseBody): boolean {
  if (origin.kind === "command")
    return slack.switches.commandResponsesReplace && response.replace_original === true;
  return response.replace_original ?? slack.switches.actionResponsesReplaceByDefault;
}

function replaceOriginal(slack: Slack, original: StoredMessage, content: AcceptedContent): StoredMessage {
  const { blocks: _replaced, ...kept } = original;
  const edited = original.ephemeralTo === undefined && content.blocks === undefined;
  const replaced = { ...kept, ...content, edited };
  slack.messages.replace(replaced);
  return replaced;
}

/** One POST to a response_url: the status and body that Slack answers. */
export function answerResponseUrl(
  slack: Slack,
  path: string,
  body: unknown,
): { status: number; answer: unknown } {
  const origin = slack.responseUrls.use(path);
  if ("error" in origin) return { status: 404, answer: { ok: false, error: origin.error } };
  try {
    const message = respond(slack, origin, body);
    if (message) slack.responseUrls.remember(path, message);
    return { status: 200, answer: "ok" };
  } catch (thrown) {
    if (!(thrown instanceof SlackRefusal)) throw thrown;
    const answer = { ok: false, error: thrown.error, ...thrown.details };
    return { status: slack.switches.responseUrlRefusalStatus, answer };
  }
}
