import { z } from "zod";
import { rungs } from "../domain/read.ts";

/** Where a stored value came from, whatever else is stored of it. */
export const source = {
  call: z.string(),
  field: z.string(),
  rung: z.enum(rungs),
  readAt: z.coerce.date(),
  asOf: z.coerce.date().exactOptional(),
  requestId: z.string().exactOptional(),
};

/** What a stored reason says beside its words. */
export const circumstances = {
  until: z.coerce.date().exactOptional(),
  rung: z.enum(rungs).exactOptional(),
};
