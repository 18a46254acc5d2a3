import { z } from "zod";
import { element, image } from "./elements-shape.ts";
import { text } from "./objects-shape.ts";
import { richText } from "./rich-text-shape.ts";
import { table } from "./table-shape.ts";

/** The blocks that are drawn here: those made of text, of tables and of what can be clicked. */
export const block = z.discriminatedUnion("type", [
  z.object({ type: z.literal("header"), text, level: z.number().optional() }),
  z.object({
    type: z.literal("section"),
    text: text.optional(),
    fields: z.array(text).default([]),
    accessory: element.optional(),
  }),
  z.object({ type: z.literal("context"), elements: z.array(z.union([image, text])) }),
  z.object({ type: z.literal("actions"), elements: z.array(element) }),
  z.object({
    type: z.literal("input"),
    label: text,
    hint: text.optional(),
    optional: z.boolean().default(false),
    dispatch_action: z.boolean().default(false),
    element,
  }),
  z.object({ type: z.literal("divider") }),
  image,
  richText,
  table,
]);

export type BlockShape = z.infer<typeof block>;
export type ContextShape = Extract<BlockShape, { type: "context" }>;
export type InputShape = Extract<BlockShape, { type: "input" }>;
export type SectionShape = Extract<BlockShape, { type: "section" }>;

/** Whether a block is one of these; others are left to the library. */
export function isDrawnHere(candidate: unknown): boolean {
  return block.options.some((known) => known.shape.type.safeParse(typeOf(candidate)).success);
}

/** What kind of block something says that it is. */
export function typeOf(candidate: unknown): string {
  return typed.safeParse(candidate).data?.type ?? "unknown";
}

const typed = z.object({ type: z.string() });
