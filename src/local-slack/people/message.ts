import type { Message } from "../control.ts";
import type { MessageRequest } from "../control-setting.ts";
import { ControlRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { presentPerson, visibleChannel } from "./presence.ts";

/** Somebody says something in a channel that they are in. */
export function say(slack: Slack, request: MessageRequest): Message {
  const person = presentPerson(slack, request.user);
  const channel = visibleChannel(slack, person, request.channel);
  if (channel.archived || !channel.members.includes(person.id)) {
    throw new ControlRefusal(`wanted a channel that ${person.id} may write to, found ${channel.id}`);
  }
  return slack.messages.add({ channel: channel.id, user: person.id, text: request.text });
}
