import { z } from "zod";
import { blockId, url } from "./objects.ts";
import { richText } from "./rich-text.ts";

const taskCard = z.strictObject({
  type: z.literal("task_card"),
  block_id: blockId.optional(),
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal("url"), url, text: z.string().min(1) })).optional(),
  status: z.enum(["pending", "in_progress", "complete", "error"]),
});

/** The blocks that show work going on. */
export const workBlocks: Readonly<Record<string, z.ZodType>> = {
  task_card: taskCard,
  plan: z.strictObject({
    type: z.literal("plan"),
    block_id: blockId.optional(),
    title: z.string().min(1),
    tasks: z.array(taskCard).optional(),
  }),
};
