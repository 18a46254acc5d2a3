import { z } from "zod";
import type { Switches } from "../switches.ts";
import { blockOf } from "./blocks.ts";
import { plainText, text } from "./objects.ts";
import { oneOf } from "./problem.ts";

const MOST_BLOCKS = 100;

const common = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: text(255).optional(),
  external_id: text(255).optional(),
};

/** A modal or a Home tab. */
export function viewOf(switches: Switches): z.ZodType {
  const modal = z
    .strictObject({
      type: z.literal("modal"),
      ...common,
      title: plainText(24),
      submit: plainText(24).optional(),
      close: plainText(24).optional(),
      blocks: z.array(blockOf("modal", switches)).max(MOST_BLOCKS),
      clear_on_close: z.boolean().optional(),
      notify_on_close: z.boolean().optional(),
    })
    .refine(({ submit, blocks }) => submit !== undefined || !blocks.some(isInput), {
      path: ["submit"],
      message: "is required when blocks contains an input block",
    });
  const home = z.strictObject({
    type: z.literal("home"),
    ...common,
    blocks: z.array(blockOf("home", switches)).max(MOST_BLOCKS),
  });
  const kinds = { modal, home };
  return oneOf(() => kinds);
}

function isInput(block: unknown): boolean {
  return typeof block === "object" && block !== null && "type" in block && block.type === "input";
}
