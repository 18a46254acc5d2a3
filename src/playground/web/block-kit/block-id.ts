import { z } from "zod";

const identified = z.object({ block_id: z.string() });

/** A block's id: its own, or the one that local-slack gives it by its place. */
export function blockIdOf(candidate: unknown, index: number): string {
  return identified.safeParse(candidate).data?.block_id ?? `auto-${index}`;
}
