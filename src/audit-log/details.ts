import { z } from "zod";
import type { SealedEntry } from "../domain/audit-log.ts";

const record = z.record(z.string(), z.unknown());

/** An entry's details; of what is no JSON object any more, the text under `unreadable`. */
export function detailsOf({ details }: Pick<SealedEntry, "details">): Readonly<Record<string, unknown>> {
  try {
    return record.parse(JSON.parse(details));
  } catch {
    return { unreadable: details };
  }
}
