import { z } from "zod";
import type { Audit, Coverage } from "../domain/audit.ts";
import { unreadableCodes } from "../domain/read.ts";
import type { Queryable } from "./database.ts";
import { countReadings, countUnread } from "./standings.ts";

const kept = z.object({
  coverage: z.object({
    inScope: z.int(),
    read: z.int(),
    unread: z.array(z.object({ code: z.enum(unreadableCodes), accounts: z.int() })),
    notActive: z.int(),
  }),
});

/** How many active accounts there are in scope, and how many of them could be read; those not come to count as unread. */
export async function findCoverage(
  db: Queryable,
  { id, accountsInScope, rolledUpAt }: Pick<Audit, "id" | "accountsInScope" | "rolledUpAt">,
): Promise<Coverage> {
  if (rolledUpAt) {
    const rows = await db.query("select rolled_up->'coverage' as coverage from audits where id = $1", [id]);
    return kept.parse(rows[0]).coverage;
  }
  const [counts, unread] = await Promise.all([countReadings(db, id), countUnread(db, id)]);
  const { done, notActive, read } = counts;
  return { inScope: Math.max(accountsInScope ?? 0, done) - notActive, read, unread, notActive };
}
