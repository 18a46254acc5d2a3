import { z } from "zod";
import { actionId, dispatchActionConfig, plainText } from "./objects.ts";
import { richText } from "./rich-text.ts";

const common = {
  action_id: actionId.optional(),
  focus_on_load: z.boolean().optional(),
  placeholder: plainText(150).optional(),
  dispatch_action_config: dispatchActionConfig.optional(),
};

const numeric = z.string().regex(/^-?\d+(\.\d+)?$/, "must be a number");

/** The elements into which somebody types, or drops a file. */
export const inputElements: Readonly<Record<string, z.ZodType>> = {
  plain_text_input: z
    .strictObject({
      type: z.literal("plain_text_input"),
      ...common,
      initial_value: z.string().max(3000).optional(),
      multiline: z.boolean().optional(),
      min_length: z.number().int().min(0).max(3000).optional(),
      max_length: z.number().int().min(1).max(3000).optional(),
    })
    .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? 3000), {
      path: ["min_length"],
      message: "must not be more than max_length",
    }),
  email_text_input: z.strictObject({
    type: z.literal("email_text_input"),
    ...common,
    initial_value: z.string().optional(),
  }),
  url_text_input: z.strictObject({
    type: z.literal("url_text_input"),
    ...common,
    initial_value: z.string().optional(),
  }),
  number_input: z.strictObject({
    type: z.literal("number_input"),
    ...common,
    is_decimal_allowed: z.boolean(),
    initial_value: numeric.optional(),
    min_value: numeric.optional(),
    max_value: numeric.optional(),
  }),
  rich_text_input: z.strictObject({
    type: z.literal("rich_text_input"),
    ...common,
    initial_value: richText.optional(),
    min_lines: z.number().int().min(1).optional(),
    max_lines: z.number().int().min(1).optional(),
  }),
  file_input: z.strictObject({
    type: z.literal("file_input"),
    action_id: actionId.optional(),
    filetypes: z.array(z.string()).min(1).optional(),
    max_files: z.number().int().min(1).max(10).optional(),
  }),
};
