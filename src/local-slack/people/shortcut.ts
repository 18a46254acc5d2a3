import type { Delivery, ShortcutRequest } from "../control.ts";
import { messagePayload } from "../message-payload.ts";
import { ControlRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { channelName, interactionPayload } from "./payload.ts";
import { presentPerson, visibleChannel, visibleMessage } from "./presence.ts";

/** Somebody uses a shortcut, on a message or from anywhere. */
export async function useShortcut(slack: Slack, request: ShortcutRequest): Promise<Delivery> {
  const type = request.message ? "message" : "global";
  const known = slack.manifest.shortcuts.some(
    (shortcut) => shortcut.type === type && shortcut.callbackId === request.callbackId,
  );
  if (!known)
    throw new ControlRefusal(`wanted a ${type} shortcut of the manifest, found ${request.callbackId}`);
  const person = presentPerson(slack, request.user);
  const payload = {
    type: request.message ? "message_action" : "shortcut",
    ...interactionPayload(slack, person),
    callback_id: request.callbackId,
    trigger_id: slack.triggers.issue(person.id),
    action_ts: slack.nextTs(),
    ...(request.message && onMessage(slack, person.id, request.message)),
  };
  return slack.dispatcher.deliver({ type: "interactive", name: payload.type, payload });
}

function onMessage(slack: Slack, user: string, at: { channel: string; ts: string }): Record<string, unknown> {
  const person = presentPerson(slack, user);
  const message = visibleMessage(slack, person, at);
  const channel = visibleChannel(slack, person, at.channel);
  return {
    message_ts: message.ts,
    message: messagePayload(slack, message),
    channel: { id: channel.id, name: channelName(channel) },
    response_url: slack.responseUrls.issue({ kind: "action", user, channel: channel.id, message: at }),
  };
}
