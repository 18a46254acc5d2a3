import type {
  ConversationsInfoResponse,
  ConversationsListResponse,
  ConversationsMembersResponse,
  ConversationsOpenResponse,
} from "@slack/web-api";
import { z } from "zod";
import type { Channel } from "../control.ts";
import { SlackRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { flag, page, paging } from "./arguments.ts";
import { knownChannel, openDirectMessages } from "./channels.ts";
import { method, requireScopes } from "./method.ts";

const READ_SCOPE = { public: "channels:read", private: "groups:read", dm: "im:read" };
const KIND_OF_TYPE = {
  public_channel: "public",
  private_channel: "private",
  im: "dm",
  mpim: undefined,
} as const;

function readableChannel(slack: Slack, id: string): Channel {
  const channel = slack.directory.channel(id);
  requireScopes(slack, [READ_SCOPE[channel?.kind ?? "public"]]);
  return knownChannel(slack, id);
}

function conversation(slack: Slack, channel: Channel) {
  const { id, kind, name, archived, sharedWithOtherCompany } = channel;
  const common = { id, is_archived: archived, is_channel: kind === "public", is_group: kind === "private" };
  if (kind === "dm") return { ...common, is_im: true, is_org_shared: false, user: channel.members[0] ?? "" };
  return {
    ...common,
    name,
    name_normalized: name,
    is_im: false,
    is_mpim: false,
    is_private: kind === "private",
    is_member: channel.hasBot,
    is_general: name === "general",
    is_shared: sharedWithOtherCompany,
    is_ext_shared: sharedWithOtherCompany,
    is_org_shared: false,
    is_pending_ext_shared: false,
    context_team_id: slack.workspace.team.id,
    shared_team_ids: [
      slack.workspace.team.id,
      ...(sharedWithOtherCompany ? [slack.workspace.otherTeam.id] : []),
    ],
    num_members: channel.members.length,
    topic: { value: "", creator: "", last_set: 0 },
    purpose: { value: "", creator: "", last_set: 0 },
  };
}

const info = method({
  name: "conversations.info",
  token: "bot",
  scopes: [],
  tier: 3,
  takes: { channel: z.string(), include_locale: flag.optional(), include_num_members: flag.optional() },
  answer(slack, given) {
    const channel = conversation(slack, readableChannel(slack, given.channel));
    return { ok: true, channel } satisfies ConversationsInfoResponse;
  },
});

const list = method({
  name: "conversations.list",
  token: "bot",
  scopes: [],
  tier: 2,
  takes: { ...paging, types: z.string().default("public_channel"), exclude_archived: flag.optional() },
  answer(slack, given) {
    const types = z
      .array(z.enum(["public_channel", "private_channel", "im", "mpim"]))
      .safeParse(given.types.split(","));
    if (!types.success) throw new SlackRefusal("invalid_types");
    const kinds = types.data.flatMap((type) => KIND_OF_TYPE[type] ?? []);
    requireScopes(
      slack,
      kinds.map((kind) => READ_SCOPE[kind]),
    );
    const visible = slack.directory
      .channels()
      .filter((channel) => kinds.includes(channel.kind) && (channel.kind === "public" || channel.hasBot))
      .filter((channel) => !(given.exclude_archived && channel.archived));
    const { items, response_metadata } = page(visible, given);
    const channels = items.map((channel) => conversation(slack, channel));
    return { ok: true, channels, response_metadata } satisfies ConversationsListResponse;
  },
});

const members = method({
  name: "conversations.members",
  token: "bot",
  scopes: [],
  tier: 4,
  takes: { ...paging, channel: z.string() },
  answer(slack, given) {
    const channel = readableChannel(slack, given.channel);
    const everybody = [...channel.members, ...(channel.hasBot ? [slack.workspace.app.botUserId] : [])];
    const { items, response_metadata } = page(everybody, given);
    return { ok: true, members: items, response_metadata } satisfies ConversationsMembersResponse;
  },
});

const open = method({
  name: "conversations.open",
  token: "bot",
  scopes: ["im:write"],
  tier: 3,
  takes: { users: z.string(), return_im: flag.optional(), prevent_creation: flag.optional() },
  answer(slack, given) {
    const users = given.users.split(",");
    const [user = ""] = users;
    if (users.length > 1) throw new SlackRefusal("not_enough_users");
    const known = slack.directory
      .channels()
      .some((channel) => channel.kind === "dm" && channel.members[0] === user);
    const opened = openDirectMessages(slack, user);
    const channel = given.return_im ? conversation(slack, opened) : { id: opened.id };
    return {
      ok: true,
      ...(known && { no_op: true, already_open: true }),
      channel,
    } satisfies ConversationsOpenResponse;
  },
});

export const conversationMethods = [info, list, members, open];
