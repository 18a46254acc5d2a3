import { randomUUID } from "node:crypto";
import type {
  FilesCompleteUploadExternalResponse,
  FilesGetUploadURLExternalResponse,
  FilesInfoResponse,
} from "@slack/web-api";
import { z } from "zod";
import { filePayload } from "../file-payload.ts";
import { type StoredFile, sharedFile } from "../files.ts";
import { acceptCappedContent } from "../message-content.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { count, json } from "./arguments.ts";
import { knownChannel } from "./channels.ts";
import { method } from "./method.ts";

const getUploadUrl = method({
  name: "files.getUploadURLExternal",
  token: "bot",
  scopes: ["files:write"],
  tier: 4,
  takes: {
    filename: z.string().min(1),
    length: count.positive(),
    // Slack documents the first name; its own client sends the second.
    alt_txt: z.string().max(1000).optional(),
    alt_text: z.string().max(1000).optional(),
    snippet_type: z.string().optional(),
  },
  answer(slack, given) {
    const altText = given.alt_txt ?? given.alt_text;
    const file: StoredFile = {
      id: slack.nextId("F"),
      ticket: randomUUID(),
      name: given.filename,
      title: given.filename,
      length: given.length,
      ...(altText !== undefined && { altText }),
      shares: [],
      completed: false,
      polls: 0,
      createdAt: slack.now(),
    };
    slack.files.add(file);
    const upload_url = `${slack.url}/upload/v1/${file.ticket}`;
    return { ok: true, upload_url, file_id: file.id } satisfies FilesGetUploadURLExternalResponse;
  },
});

const destination = {
  channel_id: z.string().optional(),
  thread_ts: z.string().optional(),
  initial_comment: z.string().optional(),
  blocks: json(z.array(z.unknown())).optional(),
};

type Destination = z.infer<z.ZodObject<typeof destination>>;

/** Shares uploads in a channel that the app is a member of: `chat:write.public` does not open others. */
function share(slack: Slack, files: readonly StoredFile[], given: Destination): void {
  if (given.channel_id === undefined) return;
  const channel = knownChannel(slack, given.channel_id);
  if (channel.archived) throw new SlackRefusal("is_archived");
  if (!channel.hasBot) throw new SlackRefusal("not_in_channel");
  if (given.thread_ts !== undefined && !slack.messages.find(channel.id, given.thread_ts)) {
    throw new SlackRefusal("thread_not_found");
  }
  const { initial_comment: text = "", blocks } = given;
  if (blocks) acceptCappedContent(slack, { text, blocks });
  if (slack.switches.uploadsLoseShares) return;
  const message = slack.messages.add({
    channel: channel.id,
    user: slack.workspace.app.botUserId,
    text,
    ...(blocks && { blocks }),
    ...(given.thread_ts !== undefined && { threadTs: given.thread_ts }),
    files: files.map(sharedFile),
  });
  const shares = [
    { channel: channel.id, ts: message.ts, ...(message.threadTs && { threadTs: message.threadTs }) },
  ];
  for (const file of files) slack.files.change(file.id, { shares });
}

const completeUpload = method({
  name: "files.completeUploadExternal",
  token: "bot",
  scopes: ["files:write"],
  tier: 4,
  takes: {
    ...destination,
    files: json(
      z
        .array(
          z.object({ id: z.string(), title: z.string().optional(), highlight_type: z.string().optional() }),
        )
        .min(1),
    ),
  },
  answer(slack, given) {
    const files = given.files.map(({ id, title }) => {
      const file = slack.files.find(id);
      if (!file?.content || file.completed) throw new SlackRefusal("file_not_found");
      return { ...file, title: title ?? file.title, completed: true };
    });
    share(slack, files, given);
    for (const { id, title, completed } of files) slack.files.change(id, { title, completed });
    const answered = files.map(({ id, title }) => ({ id, title }));
    return { ok: true, files: answered } satisfies FilesCompleteUploadExternalResponse;
  },
});

const info = method({
  name: "files.info",
  token: "bot",
  scopes: ["files:read"],
  tier: 4,
  takes: { file: z.string() },
  answer(slack, given) {
    const file = slack.files.find(given.file);
    if (!file?.completed) throw new SlackRefusal("file_not_found");
    slack.files.change(file.id, { polls: file.polls + 1 });
    return { ok: true, file: filePayload(slack, file), comments: [] } satisfies FilesInfoResponse;
  },
});

export const fileMethods = [getUploadUrl, completeUpload, info];
