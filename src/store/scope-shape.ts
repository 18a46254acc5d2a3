import { z } from "zod";

/** What an audit, a digest or a watch covers, as it is stored. */
export const scope = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("organization") }),
  z.object({ kind: z.literal("unit"), unitId: z.string(), path: z.string() }),
  z.object({ kind: z.literal("account"), accountId: z.string() }),
]);
