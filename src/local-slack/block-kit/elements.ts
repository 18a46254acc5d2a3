import { z } from "zod";
import type { Switches } from "../switches.ts";
import { choiceElements } from "./choices.ts";
import { inputElements } from "./inputs.ts";
import { actionId, confirm, imageElement, plainText, style, text, url } from "./objects.ts";
import { oneOf } from "./problem.ts";
import type { Surface } from "./surface.ts";

export const button = z.strictObject({
  type: z.literal("button"),
  action_id: actionId.optional(),
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: url.optional(),
  style: style.optional(),
  confirm: confirm.optional(),
  accessibility_label: text(75).optional(),
});

const workflowButton = z.strictObject({
  type: z.literal("workflow_button"),
  action_id: actionId.optional(),
  text: plainText(75),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url,
      customizable_input_parameters: z
        .array(z.strictObject({ name: z.string(), value: z.string() }))
        .optional(),
    }),
  }),
  style: style.optional(),
  confirm: confirm.optional(),
  accessibility_label: text(75).optional(),
});

const feedback = z.strictObject({
  text: plainText(75),
  accessibility_label: text(75).optional(),
  value: z.string().max(2000),
});

const contextActions = {
  feedback_buttons: z.strictObject({
    type: z.literal("feedback_buttons"),
    action_id: actionId.optional(),
    positive_button: feedback,
    negative_button: feedback,
  }),
  icon_button: z.strictObject({
    type: z.literal("icon_button"),
    action_id: actionId.optional(),
    icon: z.literal("trash"),
    text: plainText(75),
    accessibility_label: text(75).optional(),
    value: z.string().max(2000).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
    confirm: confirm.optional(),
  }),
};

/** Where an element may stand, and which surfaces it may stand on there. */
export interface Elements {
  readonly inActions: z.ZodType;
  readonly inInput: z.ZodType;
  readonly asAccessory: z.ZodType;
  readonly inContextActions: z.ZodType;
}

const CHOICES = [
  ...[
    "checkboxes",
    "radio_buttons",
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
  ],
  ...["channels_select", "multi_static_select", "multi_external_select", "multi_users_select"],
  ...["multi_conversations_select", "multi_channels_select", "datepicker", "timepicker"],
];

const ONLY_ON: Readonly<Record<string, readonly Surface[]>> = {
  workflow_button: ["message"],
  datetimepicker: ["message", "modal"],
  rich_text_input: ["modal", "home"],
  file_input: ["modal"],
  email_text_input: ["modal"],
  url_text_input: ["modal"],
  number_input: ["modal"],
};

const PLACES = {
  inActions: ["button", "overflow", "workflow_button", "datetimepicker", "rich_text_input", ...CHOICES],
  asAccessory: ["button", "overflow", "workflow_button", "image", ...CHOICES],
  inInput: [
    ...["plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input"],
    ...["rich_text_input", "datetimepicker", ...CHOICES],
  ],
};

/** The elements of one surface by the place that they stand in. */
export function elementsFor(surface: Surface, switches: Switches): Elements {
  const all: Readonly<Record<string, z.ZodType>> = {
    ...choiceElements(switches),
    ...inputElements,
    button,
    workflow_button: workflowButton,
    image: imageElement,
  };
  const known = [...Object.keys(all), ...Object.keys(contextActions)];
  const place = (types: readonly string[]) => {
    const here = types.filter((type) => ONLY_ON[type]?.includes(surface) ?? true);
    const kinds = Object.fromEntries(Object.entries(all).filter(([type]) => here.includes(type)));
    return oneOf(() => kinds, known);
  };
  return {
    inActions: place(PLACES.inActions),
    inInput: place(PLACES.inInput),
    asAccessory: place(PLACES.asAccessory),
    inContextActions: oneOf(() => contextActions, known),
  };
}
