import type { Channel } from "../control.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { grantedScopes } from "./method.ts";

/** The channel as far as the app may know of it: private ones that it is not in do not exist for it. */
export function knownChannel(slack: Slack, id: string): Channel {
  const channel = slack.directory.channel(id);
  if (!channel || (channel.kind !== "public" && !channel.hasBot)) throw new SlackRefusal("channel_not_found");
  return channel;
}

/** The channel that the app may write to as a member; a user's id stands for the direct messages with them. */
export function writableChannel(slack: Slack, id: string): Channel {
  const channel = slack.directory.person(id) ? openDirectMessages(slack, id) : knownChannel(slack, id);
  if (channel.archived) throw new SlackRefusal("is_archived");
  if (!channel.hasBot) throw new SlackRefusal("not_in_channel");
  return channel;
}

/** Like {@link writableChannel}, but `chat:write.public` opens public channels to an app that is not in them. */
export function postableChannel(slack: Slack, id: string): Channel {
  const channel = slack.directory.channel(id);
  const open =
    channel?.kind === "public" && !channel.archived && grantedScopes(slack).includes("chat:write.public");
  return channel && open ? channel : writableChannel(slack, id);
}

/** The direct messages with a person; throws Slack's word where there can be none. */
export function openDirectMessages(slack: Slack, user: string): Channel {
  const person = slack.directory.person(user);
  if (!person) throw new SlackRefusal("user_not_found");
  if (person.kind === "bot") throw new SlackRefusal("cannot_dm_bot");
  if (person.kind === "deactivated") throw new SlackRefusal("user_disabled");
  return slack.directory.directMessages(user);
}
