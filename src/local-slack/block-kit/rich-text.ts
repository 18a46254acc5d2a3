import { z } from "zod";
import { blockId } from "./objects.ts";
import { oneOf } from "./problem.ts";

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    code: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();

const inline = {
  text: z.strictObject({ type: z.literal("text"), text: z.string().min(1), style }),
  link: z.strictObject({
    type: z.literal("link"),
    url: z.url(),
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    style,
  }),
  emoji: z.strictObject({
    type: z.literal("emoji"),
    name: z.string().min(1),
    unicode: z.string().optional(),
    url: z.url().optional(),
    style,
  }),
  user: z.strictObject({ type: z.literal("user"), user_id: z.string().min(1), style }),
  usergroup: z.strictObject({ type: z.literal("usergroup"), usergroup_id: z.string().min(1), style }),
  channel: z.strictObject({ type: z.literal("channel"), channel_id: z.string().min(1), style }),
  team: z.strictObject({ type: z.literal("team"), team_id: z.string().min(1), style }),
  broadcast: z.strictObject({
    type: z.literal("broadcast"),
    range: z.enum(["here", "channel", "everyone"]),
    style,
  }),
  color: z.strictObject({ type: z.literal("color"), value: z.string().min(1), style }),
  date: z.strictObject({
    type: z.literal("date"),
    timestamp: z.number().int(),
    format: z.string().min(1),
    url: z.url().optional(),
    fallback: z.string().optional(),
    style,
  }),
};

const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({
  type: z.literal("rich_text_section"),
  elements: z.array(oneOf(() => inline)),
});
const plainKinds = { text: inline.text, link: inline.link };

const parts = {
  rich_text_section: section,
  rich_text_list: z.strictObject({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(section),
    indent: z.number().int().min(0).max(8).optional(),
    offset: z.number().int().min(0).optional(),
    border,
  }),
  rich_text_quote: z.strictObject({
    type: z.literal("rich_text_quote"),
    elements: z.array(oneOf(() => inline)),
    border,
  }),
  rich_text_preformatted: z.strictObject({
    type: z.literal("rich_text_preformatted"),
    elements: z.array(oneOf(() => plainKinds)),
    border,
    language: z.string().optional(),
  }),
};

/** The rich_text block, which also stands in tables, plans and inputs. */
export const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: blockId.optional(),
  elements: z.array(oneOf(() => parts)),
});
