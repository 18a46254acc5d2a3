import type {
  ChatDeleteResponse,
  ChatGetPermalinkResponse,
  ChatPostEphemeralResponse,
  ChatPostMessageResponse,
  ChatUpdateResponse,
} from "@slack/web-api";
import { z } from "zod";
import type { Channel } from "../control.ts";
import { acceptCappedContent } from "../message-content.ts";
import { messagePayload } from "../message-payload.ts";
import type { StoredMessage } from "../messages.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { flag, json } from "./arguments.ts";
import { knownChannel, postableChannel, writableChannel } from "./channels.ts";
import { method } from "./method.ts";

const content = { text: z.string().optional(), blocks: json(z.array(z.unknown())).optional() };
const presentation = { parse: z.enum(["full", "none"]).optional(), link_names: flag.optional() };
const metadata = json(
  z.strictObject({
    event_type: z.string().min(1).max(255),
    event_payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
);

function checkThread(slack: Slack, channel: Channel, threadTs: string | undefined): void {
  if (threadTs !== undefined && !slack.messages.find(channel.id, threadTs))
    throw new SlackRefusal("thread_not_found");
}

/** The app's own message that everybody sees; throws the given word for somebody else's. */
function ownMessage(slack: Slack, given: { channel: string; ts: string }, notOwn: string): StoredMessage {
  const channel = knownChannel(slack, given.channel);
  const message = slack.messages.find(channel.id, given.ts);
  if (!message || message.ephemeralTo !== undefined) throw new SlackRefusal("message_not_found");
  if (message.user !== slack.workspace.app.botUserId) throw new SlackRefusal(notOwn);
  return message;
}

const postMessage = method({
  name: "chat.postMessage",
  token: "bot",
  scopes: ["chat:write"],
  tier: "post",
  takes: {
    ...content,
    ...presentation,
    channel: z.string(),
    thread_ts: z.string().optional(),
    reply_broadcast: flag.optional(),
    mrkdwn: flag.optional(),
    unfurl_links: flag.optional(),
    unfurl_media: flag.optional(),
    metadata: metadata.optional(),
  },
  answer(slack, given) {
    const channel = postableChannel(slack, given.channel);
    checkThread(slack, channel, given.thread_ts);
    const accepted = acceptCappedContent(slack, given);
    if (JSON.stringify(given.metadata ?? null).length > slack.switches.metadataCap) {
      throw new SlackRefusal("metadata_too_large");
    }
    const message = slack.messages.add({
      channel: channel.id,
      user: slack.workspace.app.botUserId,
      ...accepted,
      ...(given.thread_ts !== undefined && { threadTs: given.thread_ts }),
      ...(given.metadata && { metadata: given.metadata }),
    });
    const sent = messagePayload(slack, message);
    return { ok: true, channel: channel.id, ts: message.ts, message: sent } satisfies ChatPostMessageResponse;
  },
});

const update = method({
  name: "chat.update",
  token: "bot",
  scopes: ["chat:write"],
  tier: 3,
  takes: {
    ...content,
    ...presentation,
    channel: z.string(),
    ts: z.string(),
    reply_broadcast: flag.optional(),
    metadata: metadata.optional(),
  },
  answer(slack, given) {
    const message = ownMessage(slack, given, "cant_update_message");
    const accepted = acceptCappedContent(slack, given);
    const { blocks: _replaced, ...kept } = message;
    const updated = {
      ...kept,
      ...accepted,
      edited: accepted.blocks === undefined,
      ...(given.metadata && { metadata: given.metadata }),
    };
    slack.messages.replace(updated);
    const { channel, ts } = message;
    const sent = messagePayload(slack, updated);
    return { ok: true, channel, ts, text: accepted.text, message: sent } satisfies ChatUpdateResponse;
  },
});

const postEphemeral = method({
  name: "chat.postEphemeral",
  token: "bot",
  scopes: ["chat:write"],
  tier: 4,
  takes: {
    ...content,
    ...presentation,
    channel: z.string(),
    user: z.string(),
    thread_ts: z.string().optional(),
  },
  answer(slack, given) {
    const channel = writableChannel(slack, given.channel);
    if (!channel.members.includes(given.user)) throw new SlackRefusal("user_not_in_channel");
    checkThread(slack, channel, given.thread_ts);
    const accepted = acceptCappedContent(slack, given);
    const message = slack.messages.add({
      channel: channel.id,
      user: slack.workspace.app.botUserId,
      ephemeralTo: given.user,
      ...accepted,
      ...(given.thread_ts !== undefined && { threadTs: given.thread_ts }),
    });
    return { ok: true, message_ts: message.ts } satisfies ChatPostEphemeralResponse;
  },
});

const deleteMessage = method({
  name: "chat.delete",
  token: "bot",
  scopes: ["chat:write"],
  tier: 3,
  takes: { channel: z.string(), ts: z.string() },
  answer(slack, given) {
    const message = ownMessage(slack, given, "cant_delete_message");
    slack.messages.remove(message);
    return { ok: true, channel: message.channel, ts: message.ts } satisfies ChatDeleteResponse;
  },
});

const getPermalink = method({
  name: "chat.getPermalink",
  token: "bot",
  scopes: [],
  tier: 4,
  takes: { channel: z.string(), message_ts: z.string() },
  answer(slack, given) {
    const channel = knownChannel(slack, given.channel);
    const message = slack.messages.find(channel.id, given.message_ts);
    if (!message || message.ephemeralTo !== undefined) throw new SlackRefusal("message_not_found");
    const thread = message.threadTs === undefined ? "" : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
    const base = `https://${slack.workspace.team.domain}.slack.com/archives`;
    const permalink = `${base}/${channel.id}/p${message.ts.replace(".", "")}${thread}`;
    return { ok: true, channel: channel.id, permalink } satisfies ChatGetPermalinkResponse;
  },
});

export const chatMethods = [postMessage, update, postEphemeral, deleteMessage, getPermalink];
