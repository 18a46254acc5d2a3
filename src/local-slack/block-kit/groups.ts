import { z } from "zod";
import { button } from "./elements.ts";
import { blockId, imageElement, mrkdwn, plainText, textObject } from "./objects.ts";
import { oneOf } from "./problem.ts";
import { richText } from "./rich-text.ts";

const common = { block_id: blockId.optional() };
const CHILDREN = [
  "actions",
  "context",
  "divider",
  "header",
  "image",
  "input",
  "rich_text",
  "section",
  "table",
  "video",
];

const card = z
  .strictObject({
    type: z.literal("card"),
    ...common,
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).min(1).max(2).optional(),
  })
  .refine(
    (block) => [block.hero_image, block.title, block.body, block.actions].some((part) => part !== undefined),
    {
      message: "must have at least one of hero_image, title, actions, body",
    },
  );

/** The blocks that hold others; `blocks` are those that may be held. */
export function groupBlocks(
  blocks: Readonly<Record<string, z.ZodType>>,
): Readonly<Record<string, z.ZodType>> {
  const children = Object.fromEntries(Object.entries(blocks).filter(([type]) => CHILDREN.includes(type)));
  const known = [...Object.keys(blocks), "card", "carousel", "container", "file"];
  return {
    card,
    carousel: z.strictObject({
      type: z.literal("carousel"),
      ...common,
      elements: z.array(card).min(1).max(10),
    }),
    container: z
      .strictObject({
        type: z.literal("container"),
        ...common,
        title: plainText(150).optional(),
        rich_text_title: richText.optional(),
        subtitle: textObject(150).optional(),
        icon: imageElement.optional(),
        child_blocks: z
          .array(oneOf(() => children, known))
          .min(1)
          .max(10),
        is_collapsible: z.boolean().optional(),
        default_collapsed: z.boolean().optional(),
        has_header_divider: z.boolean().optional(),
        width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
      })
      .refine((block) => !(block.title && block.rich_text_title), {
        path: ["rich_text_title"],
        message: "must not stand beside title",
      }),
  };
}
