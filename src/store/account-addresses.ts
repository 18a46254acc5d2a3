import { z } from "zod";
import { accountStates } from "../domain/account.ts";
import { ACCOUNTS_LISTED } from "./accounts.ts";
import type { Queryable } from "./database.ts";

const row = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  state: z.enum(accountStates).nullable(),
  seenAt: z.date(),
});

/** An account with its root e-mail address, as AWS last gave it. */
export type AccountAddress = z.output<typeof row>;

/** The accounts that the organization has today and whose addresses are known, in order of id. */
export async function listAddresses(db: Queryable): Promise<readonly AccountAddress[]> {
  const rows = await db.query(
    `select id, name, email, state, seen_at as "seenAt" from accounts
      where email is not null
        and seen_at >= coalesce((select at from milestones where name = $1), '-infinity')
      order by id`,
    [ACCOUNTS_LISTED],
  );
  return row.array().parse(rows);
}
