import { z } from "zod";
import { confirm, option, optionGroup, text } from "./objects-shape.ts";

const common = { action_id: z.string().default(""), confirm: confirm.optional() };
const placeholder = text.optional();
const options = z.array(option);

const button = z.object({
  ...common,
  type: z.literal("button"),
  text,
  value: z.string().optional(),
  url: z.string().optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().optional(),
});

const overflow = z.object({ ...common, type: z.literal("overflow"), options });

const select = z.object({
  ...common,
  type: z.enum([
    "static_select",
    "external_select",
    "users_select",
    "channels_select",
    "conversations_select",
    "multi_static_select",
    "multi_external_select",
    "multi_users_select",
    "multi_channels_select",
    "multi_conversations_select",
  ]),
  placeholder,
  options: options.optional(),
  option_groups: z.array(optionGroup).optional(),
  min_query_length: z.number().default(3),
  initial_option: option.optional(),
  initial_options: options.optional(),
  initial_user: z.string().optional(),
  initial_users: z.array(z.string()).optional(),
  initial_channel: z.string().optional(),
  initial_channels: z.array(z.string()).optional(),
  initial_conversation: z.string().optional(),
  initial_conversations: z.array(z.string()).optional(),
});

const choice = z.object({
  ...common,
  type: z.enum(["radio_buttons", "checkboxes"]),
  options,
  initial_option: option.optional(),
  initial_options: options.optional(),
});

const textInput = z.object({
  ...common,
  type: z.enum(["plain_text_input", "email_text_input", "url_text_input", "number_input"]),
  placeholder,
  multiline: z.boolean().default(false),
  initial_value: z.string().optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
});

const moment = z.object({
  ...common,
  type: z.enum(["datepicker", "timepicker", "datetimepicker"]),
  initial_date: z.string().optional(),
  initial_time: z.string().optional(),
  initial_date_time: z.number().optional(),
});

export const image = z.object({
  type: z.literal("image"),
  image_url: z.string().optional(),
  alt_text: z.string(),
  title: text.optional(),
});

export const element = z.discriminatedUnion("type", [
  button,
  overflow,
  select,
  choice,
  textInput,
  moment,
  image,
]);

export type ElementShape = z.infer<typeof element>;
export type ButtonShape = z.infer<typeof button>;
export type OverflowShape = z.infer<typeof overflow>;
export type SelectShape = z.infer<typeof select>;
export type ChoiceShape = z.infer<typeof choice>;
export type TextInputShape = z.infer<typeof textInput>;
export type MomentShape = z.infer<typeof moment>;
export type ImageShape = z.infer<typeof image>;
