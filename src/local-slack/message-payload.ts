import { withIds } from "./elements.ts";
import type { StoredMessage } from "./messages.ts";
import type { Slack } from "./slack.ts";

/** A message as Slack shows it to the app. */
export function messagePayload(slack: Slack, message: StoredMessage) {
  const { team, app } = slack.workspace;
  const isOwn = message.user === app.botUserId;
  return {
    type: "message",
    user: message.user,
    ...(isOwn && { bot_id: app.botId, app_id: app.id }),
    team: team.id,
    ts: message.ts,
    text: message.text,
    ...(message.blocks && { blocks: [...withIds(message.blocks)] }),
    ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
    ...(message.edited && { edited: { user: message.user, ts: message.ts } }),
  };
}
