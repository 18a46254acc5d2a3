import { z } from "zod";

export const text = z.object({
  type: z.enum(["plain_text", "mrkdwn"]),
  text: z.string(),
  emoji: z.boolean().optional(),
});

export const option = z.object({
  text,
  value: z.string(),
  description: text.optional(),
  url: z.string().optional(),
});

export const optionGroup = z.object({ label: text, options: z.array(option) });

export const confirm = z.object({
  title: text,
  text,
  confirm: text,
  deny: text,
  style: z.enum(["primary", "danger"]).optional(),
});

/** What an external select is offered: options, or groups of them. */
export const offer = z.union([
  z.object({ options: z.array(option) }),
  z.object({ option_groups: z.array(optionGroup) }),
]);

export type TextObject = z.infer<typeof text>;
export type Option = z.infer<typeof option>;
export type OptionGroup = z.infer<typeof optionGroup>;
export type Confirm = z.infer<typeof confirm>;
