import { z } from "zod";
import type { Switches } from "../switches.ts";
import { chartBlock } from "./charts.ts";
import { type Elements, elementsFor } from "./elements.ts";
import { groupBlocks } from "./groups.ts";
import {
  blockId,
  IMAGE_SOURCES,
  imageElement,
  imageSource,
  mrkdwn,
  plainText,
  text,
  textObject,
} from "./objects.ts";
import { exactlyOne, oneOf } from "./problem.ts";
import { richText } from "./rich-text.ts";
import type { Surface } from "./surface.ts";
import { tableBlocks } from "./tables.ts";
import { videoBlock } from "./video.ts";
import { workBlocks } from "./work.ts";

const common = { block_id: blockId.optional() };
const everywhere = [
  "actions",
  "context",
  "divider",
  "header",
  "image",
  "input",
  "rich_text",
  "section",
  "video",
];
const onlyInMessages = ["carousel", "container", "context_actions", "data_table"];
const alsoOnlyInMessages = ["markdown", "plan", "table", "task_card"];
/** Blocks that exist but that no app may send. */
const NEVER_SENT = ["file", "layout"];

/** The types of blocks that a surface takes. */
function allowedOn(surface: Surface, switches: Switches): readonly string[] {
  const { alertsInMessages, cardsInModals, chartsInMessages, newBlocksInHome } = switches;
  const unsureInHome = ["container", "table", "data_table", "data_visualization"];
  const more = {
    message: [
      ...["card", ...onlyInMessages, ...alsoOnlyInMessages],
      ...(alertsInMessages ? ["alert"] : []),
      ...(chartsInMessages ? ["data_visualization"] : []),
    ],
    modal: ["alert", ...(cardsInModals ? ["card"] : [])],
    home: ["card", ...(newBlocksInHome ? unsureInHome : [])],
  };
  return [...everywhere, ...more[surface]];
}

const contextKinds = { image: imageElement, plain_text: plainText(3000), mrkdwn: mrkdwn(3000) };

const section = (elements: Elements) =>
  z
    .strictObject({
      type: z.literal("section"),
      ...common,
      text: textObject(3000).optional(),
      fields: z.array(textObject(2000)).min(1).max(10).optional(),
      accessory: elements.asAccessory.optional(),
      expand: z.boolean().optional(),
    })
    .refine((block) => block.text !== undefined || block.fields !== undefined, {
      message: "must have text or fields",
    });

const input = (elements: Elements) =>
  z.strictObject({
    type: z.literal("input"),
    ...common,
    label: plainText(2000),
    hint: plainText(2000).optional(),
    element: elements.inInput,
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  });

const image = exactlyOne(
  z.strictObject({
    type: z.literal("image"),
    ...common,
    alt_text: text(2000),
    title: plainText(2000).optional(),
    ...imageSource,
  }),
  IMAGE_SOURCES,
);

function basicBlocks(elements: Elements): Readonly<Record<string, z.ZodType>> {
  return {
    divider: z.strictObject({ type: z.literal("divider"), ...common }),
    header: z.strictObject({
      type: z.literal("header"),
      ...common,
      text: plainText(150),
      level: z.number().int().min(1).max(4).optional(),
    }),
    section: section(elements),
    context: z.strictObject({
      type: z.literal("context"),
      ...common,
      elements: z
        .array(oneOf(() => contextKinds))
        .min(1)
        .max(10),
    }),
    actions: z.strictObject({
      type: z.literal("actions"),
      ...common,
      elements: z.array(elements.inActions).min(1).max(25),
    }),
    context_actions: z.strictObject({
      type: z.literal("context_actions"),
      ...common,
      elements: z.array(elements.inContextActions).min(1).max(5),
    }),
    input: input(elements),
    image,
    markdown: z.strictObject({ type: z.literal("markdown"), ...common, text: text(12_000) }),
    alert: z.strictObject({
      type: z.literal("alert"),
      ...common,
      text: textObject(3000),
      level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
    }),
    rich_text: richText,
    video: videoBlock,
  };
}

/** Any block of a surface. */
export function blockOf(surface: Surface, switches: Switches): z.ZodType {
  const elements = elementsFor(surface, switches);
  const basic = basicBlocks(elements);
  const tables = tableBlocks(switches);
  const all: Readonly<Record<string, z.ZodType>> = {
    ...basic,
    ...tables,
    ...groupBlocks({ ...basic, ...tables }),
    ...workBlocks,
    data_visualization: chartBlock(switches),
  };
  const allowed = allowedOn(surface, switches);
  const kinds = Object.fromEntries(Object.entries(all).filter(([type]) => allowed.includes(type)));
  return oneOf(() => kinds, [...Object.keys(all), ...NEVER_SENT]);
}
