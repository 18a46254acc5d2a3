import { z } from "zod";
import type { Switches } from "../switches.ts";
import { actionId, confirm, conversationFilter, plainOption, plainText, richOption } from "./objects.ts";
import { exactlyOne } from "./problem.ts";

const common = { action_id: actionId.optional(), confirm: confirm.optional() };
const focusable = { ...common, focus_on_load: z.boolean().optional() };
const placeholdable = { ...focusable, placeholder: plainText(150).optional() };
const several = { max_selected_items: z.number().int().min(1).optional() };
const respondable = { response_url_enabled: z.boolean().optional() };
const id = z.string().min(1);

const conversations = {
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
};

function has(options: unknown, wanted: unknown): boolean {
  const written = JSON.stringify(wanted);
  return Array.isArray(options) && options.some((option) => JSON.stringify(option) === written);
}

interface Choice {
  readonly options?: readonly unknown[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly unknown[] }[] | undefined;
  readonly initial_option?: unknown;
  readonly initial_options?: readonly unknown[] | undefined;
}

/** What is chosen at first must be among what is offered. */
function initialAmongOptions<Schema extends z.ZodType<Choice>>(schema: Schema): Schema {
  return schema.superRefine((choice, context) => {
    const offered = [
      ...(choice.options ?? []),
      ...(choice.option_groups ?? []).flatMap((group) => group.options),
    ];
    const message = "must be one of the options";
    if (choice.initial_option !== undefined && !has(offered, choice.initial_option)) {
      context.addIssue({ code: "custom", path: ["initial_option"], message });
    }
    for (const [index, option] of (choice.initial_options ?? []).entries()) {
      if (!has(offered, option))
        context.addIssue({ code: "custom", path: ["initial_options", index], message });
    }
  });
}

/** The elements with which somebody chooses: selects, menus, boxes, dates. */
export function choiceElements(switches: Switches): Readonly<Record<string, z.ZodType>> {
  const option = plainOption(switches.optionValueMax);
  const listed = z.array(richOption(switches.optionValueMax)).min(1).max(10);
  const options = z.array(option).min(1).max(100);
  const group = z.strictObject({ label: plainText(75), options });
  const offer = { options: options.optional(), option_groups: z.array(group).min(1).max(100).optional() };
  const initialOptions = z.array(option).min(1).max(100).optional();
  const queried = { min_query_length: z.number().int().min(0).optional() };
  const kind = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
    z.strictObject({ type: z.literal(type), ...shape });
  const OFFERS = ["options", "option_groups"];
  return {
    overflow: kind("overflow", {
      ...common,
      options: z.array(option).min(1).max(switches.overflowOptionsMax),
    }),
    checkboxes: initialAmongOptions(
      kind("checkboxes", { ...focusable, options: listed, initial_options: listed.optional() }),
    ),
    radio_buttons: initialAmongOptions(
      kind("radio_buttons", { ...focusable, options: listed, initial_option: listed.element.optional() }),
    ),
    static_select: initialAmongOptions(
      exactlyOne(
        kind("static_select", { ...placeholdable, ...offer, initial_option: option.optional() }),
        OFFERS,
      ),
    ),
    multi_static_select: initialAmongOptions(
      exactlyOne(
        kind("multi_static_select", {
          ...placeholdable,
          ...several,
          ...offer,
          initial_options: initialOptions,
        }),
        OFFERS,
      ),
    ),
    external_select: kind("external_select", {
      ...placeholdable,
      ...queried,
      initial_option: option.optional(),
    }),
    multi_external_select: kind("multi_external_select", {
      ...placeholdable,
      ...several,
      ...queried,
      initial_options: initialOptions,
    }),
    ...peopleAndPlaces(kind),
    ...dates(kind),
  };
}

type Kind = (type: string, shape: z.ZodRawShape) => z.ZodType;

function peopleAndPlaces(kind: Kind): Readonly<Record<string, z.ZodType>> {
  const ids = z.array(id).min(1).optional();
  return {
    users_select: kind("users_select", { ...placeholdable, initial_user: id.optional() }),
    multi_users_select: kind("multi_users_select", { ...placeholdable, ...several, initial_users: ids }),
    conversations_select: kind("conversations_select", {
      ...placeholdable,
      ...conversations,
      ...respondable,
      initial_conversation: id.optional(),
    }),
    multi_conversations_select: kind("multi_conversations_select", {
      ...placeholdable,
      ...several,
      ...conversations,
      initial_conversations: ids,
    }),
    channels_select: kind("channels_select", {
      ...placeholdable,
      ...respondable,
      initial_channel: id.optional(),
    }),
    multi_channels_select: kind("multi_channels_select", {
      ...placeholdable,
      ...several,
      initial_channels: ids,
    }),
  };
}

function dates(kind: Kind): Readonly<Record<string, z.ZodType>> {
  return {
    datepicker: kind("datepicker", { ...placeholdable, initial_date: z.iso.date().optional() }),
    timepicker: kind("timepicker", {
      ...placeholdable,
      initial_time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time like 09:30")
        .optional(),
      timezone: z.string().min(1).optional(),
    }),
    datetimepicker: kind("datetimepicker", {
      ...focusable,
      initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
    }),
  };
}
