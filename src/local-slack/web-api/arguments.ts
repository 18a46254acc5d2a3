import { z } from "zod";

/** What arrives as JSON in a JSON body and as text in a form. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value, context) => {
    if (typeof value !== "string") return value;
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: "custom", message: "invalid JSON", input: value });
      return z.NEVER;
    }
  }, schema);
}

const TRUE = ["true", "1", true, 1];
const FALSE = ["false", "0", false, 0];

/** A truth value in any of the ways in which clients write one. */
export const flag = z.preprocess((value) => {
  if (TRUE.some((word) => word === value)) return true;
  return FALSE.some((word) => word === value) ? false : value;
}, z.boolean());

export const count = z.coerce.number().int().nonnegative();

/** The arguments with which a list is read page by page. */
export const paging = { cursor: z.string().optional(), limit: count.max(1000).optional() };

/** One page of a list; the cursor is the index of the next item. */
export function page<Item>(
  items: readonly Item[],
  { cursor, limit }: { cursor?: string | undefined; limit?: number | undefined },
) {
  const start = cursor ? Number(Buffer.from(cursor, "base64").toString()) : 0;
  const end = start + (limit || items.length);
  const next_cursor = end < items.length ? Buffer.from(String(end)).toString("base64") : "";
  return { items: items.slice(start, end), response_metadata: { next_cursor } };
}
