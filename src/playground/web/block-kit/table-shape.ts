import { z } from "zod";
import { richText } from "./rich-text-shape.ts";

const cell = z.discriminatedUnion("type", [
  z.object({ type: z.literal("raw_text"), text: z.string() }),
  z.object({ type: z.literal("raw_number"), value: z.number(), text: z.string().optional() }),
  richText,
]);

const column = z.object({ align: z.enum(["left", "center", "right"]).optional() }).nullable();

/** A table of either kind; the first row is its head. */
export const table = z.object({
  type: z.enum(["table", "data_table"]),
  caption: z.string().optional(),
  column_settings: z.array(column).default([]),
  rows: z.array(z.array(cell)),
});

export type TableShape = z.infer<typeof table>;
export type Cell = z.infer<typeof cell>;
