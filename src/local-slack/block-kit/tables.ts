import { z } from "zod";
import type { Switches } from "../switches.ts";
import { button } from "./elements.ts";
import { blockId, text } from "./objects.ts";
import { oneOf } from "./problem.ts";
import { richText } from "./rich-text.ts";

const TABLE_CHARACTERS = 10_000;
const MOST_COLUMNS = 20;

const rawCells = {
  raw_text: z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
  raw_number: z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().min(1) }),
};
const cells = { ...rawCells, rich_text: richText };
const actionCell = z.strictObject({ type: z.literal("action"), element: button, fallback: z.string() });

/** The characters that somebody reads in a table: every `text` in it. */
function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + characters(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [name, member]) =>
      sum + (name === "text" && typeof member === "string" ? member.length : characters(member)),
    0,
  );
}

const tooLong = { path: ["rows"], message: `must be less than ${TABLE_CHARACTERS + 1} characters` };
const withinTable = (table: { rows: unknown }) => characters(table.rows) <= TABLE_CHARACTERS;

const table = z
  .strictObject({
    type: z.literal("table"),
    block_id: blockId.optional(),
    rows: z
      .array(
        z
          .array(oneOf(() => cells))
          .min(1)
          .max(MOST_COLUMNS),
      )
      .min(1)
      .max(100),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(["left", "center", "right"]).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .max(MOST_COLUMNS)
      .optional(),
  })
  .refine(withinTable, tooLong);

function dataTable(switches: Switches) {
  const bodyCells = switches.dataTableActionCells ? { ...cells, action: actionCell } : cells;
  const header = z
    .array(oneOf(() => rawCells, ["rich_text"]))
    .min(1)
    .max(MOST_COLUMNS);
  const row = z
    .array(oneOf(() => bodyCells))
    .min(1)
    .max(MOST_COLUMNS);
  return z
    .strictObject({
      type: z.literal("data_table"),
      block_id: blockId.optional(),
      caption: text(2000),
      rows: z
        .array(z.unknown())
        .min(2)
        .max(101)
        .pipe(z.tuple([header], row)),
      page_size: z.number().int().min(1).max(100).optional(),
      row_header_column_index: z.number().int().min(0).optional(),
    })
    .refine(withinTable, tooLong)
    .superRefine(({ rows, row_header_column_index: at = 0 }, context) => {
      const columns = rows[0].length;
      for (const [index, cellsOfRow] of rows.entries()) {
        if (cellsOfRow.length === columns) continue;
        context.addIssue({
          code: "custom",
          path: ["rows", index],
          message: `must have ${columns} cells like the header`,
        });
      }
      if (at >= columns)
        context.addIssue({ code: "custom", path: ["row_header_column_index"], message: "must be a column" });
    });
}

/** Tables by their type. */
export function tableBlocks(switches: Switches): Readonly<Record<string, z.ZodType>> {
  return { table, data_table: dataTable(switches) };
}
