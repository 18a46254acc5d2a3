import { z } from "zod";

const style = z
  .object({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
    code: z.boolean().optional(),
  })
  .optional();

const span = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string(), style }),
  z.object({ type: z.literal("link"), url: z.string(), text: z.string().optional(), style }),
  z.object({ type: z.literal("emoji"), name: z.string(), style }),
  z.object({ type: z.literal("user"), user_id: z.string(), style }),
  z.object({ type: z.literal("usergroup"), usergroup_id: z.string(), style }),
  z.object({ type: z.literal("channel"), channel_id: z.string(), style }),
  z.object({ type: z.literal("team"), team_id: z.string(), style }),
  z.object({ type: z.literal("broadcast"), range: z.string(), style }),
  z.object({ type: z.literal("color"), value: z.string(), style }),
  z.object({
    type: z.literal("date"),
    timestamp: z.number(),
    format: z.string(),
    url: z.string().optional(),
    fallback: z.string().optional(),
    style,
  }),
]);

const section = z.object({ type: z.literal("rich_text_section"), elements: z.array(span) });

const part = z.discriminatedUnion("type", [
  section,
  z.object({ type: z.literal("rich_text_preformatted"), elements: z.array(span) }),
  z.object({ type: z.literal("rich_text_quote"), elements: z.array(span) }),
  z.object({
    type: z.literal("rich_text_list"),
    style: z.enum(["bullet", "ordered"]),
    elements: z.array(section),
    indent: z.number().optional(),
    offset: z.number().optional(),
  }),
]);

export const richText = z.object({ type: z.literal("rich_text"), elements: z.array(part) });

/** A piece of a line: words, a mention, an emoji, a date. */
export type Span = z.infer<typeof span>;
/** How a piece of a line looks. */
export type Style = NonNullable<Span["style"]>;
/** A paragraph, list, quote or preformatted text. */
export type Part = z.infer<typeof part>;
