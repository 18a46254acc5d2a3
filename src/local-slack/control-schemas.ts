import { z } from "zod";
import type {
  ActionRequest,
  CommandRequest,
  Fault,
  HomeRequest,
  OptionsRequest,
  ShortcutRequest,
  ViewRequest,
} from "./control.ts";
import type {
  AdvanceRequest,
  ChannelChange,
  DeliverToRequest,
  DisconnectRequest,
  MessageRequest,
  UserGroupChange,
} from "./control-setting.ts";

const message = z.object({ channel: z.string(), ts: z.string() });
const source = z.union([message, z.object({ view: z.string() })]);
const ids = z.array(z.string());

export const commandRequest = z.object({
  user: z.string(),
  channel: z.string(),
  text: z.string().startsWith("/"),
}) satisfies z.ZodType<CommandRequest>;

export const messageRequest = z.object({
  user: z.string(),
  channel: z.string(),
  text: z.string().min(1),
}) satisfies z.ZodType<MessageRequest>;

export const actionRequest = z.object({
  user: z.string(),
  source,
  action: z.looseObject({ type: z.string(), action_id: z.string(), block_id: z.string() }),
  values: z.unknown().optional(),
}) satisfies z.ZodType<ActionRequest>;

export const optionsRequest = z.object({
  user: z.string(),
  source,
  blockId: z.string(),
  actionId: z.string(),
  value: z.string(),
}) satisfies z.ZodType<OptionsRequest>;

export const viewRequest = z.object({
  user: z.string(),
  view: z.string(),
  values: z.unknown().optional(),
}) satisfies z.ZodType<ViewRequest>;

export const homeRequest = z.object({
  user: z.string(),
  tab: z.enum(["home", "messages"]).exactOptional(),
}) satisfies z.ZodType<HomeRequest>;

export const shortcutRequest = z.object({
  user: z.string(),
  callbackId: z.string(),
  message: message.exactOptional(),
}) satisfies z.ZodType<ShortcutRequest>;

export const faults = z.array(
  z.object({
    method: z.string(),
    channel: z.string().exactOptional(),
    kind: z.enum([
      ...(["http-500", "rate-limited", "cut", "nonsense", "slow", "error"] as const),
      ...(["dropped", "broken", "silent", "half", "empty", "huge"] as const),
    ]),
    times: z.number().int().positive(),
    wait: z.number().nonnegative().exactOptional(),
    error: z.string().exactOptional(),
  }),
) satisfies z.ZodType<Fault[]>;

export const deliverToRequest = z.object({ url: z.url() }) satisfies z.ZodType<DeliverToRequest>;

export const disconnectRequest = z.object({
  reason: z.enum(["refresh_requested", "warning", "too_many_websockets", "link_disabled", "cut"]),
}) satisfies z.ZodType<DisconnectRequest>;

export const advanceRequest = z.object({
  milliseconds: z.number().nonnegative(),
}) satisfies z.ZodType<AdvanceRequest>;

export const channelChange = z.object({
  id: z.string(),
  change: z.strictObject({
    name: z.string().exactOptional(),
    kind: z.enum(["public", "private", "dm"]).exactOptional(),
    members: ids.exactOptional(),
    sharedWithOtherCompany: z.boolean().exactOptional(),
    archived: z.boolean().exactOptional(),
    hasBot: z.boolean().exactOptional(),
  }),
}) satisfies z.ZodType<ChannelChange>;

export const userGroupChange = z.object({
  id: z.string(),
  members: ids,
}) satisfies z.ZodType<UserGroupChange>;
