import { z } from "zod";
import { type Account, type AccountId, accountStates, partitions } from "../domain/account.ts";
import type { Queryable } from "./database.ts";

/** An account as AWS last described it. */
export interface StoredAccount {
  readonly account: Account;
  readonly seenAt: Date;
  /** True once its organizational units are known; a list of accounts comes without them. */
  readonly described: boolean;
}

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    state: z.enum(accountStates).nullable(),
    is_management: z.boolean(),
    partition: z.enum(partitions),
    ou_path: z.array(z.string()),
    joined_at: z.date().nullable(),
    seen_at: z.date(),
    described: z.boolean(),
  })
  .transform(
    (found): StoredAccount => ({
      account: {
        id: found.id,
        name: found.name,
        ...(found.email !== null && { email: found.email }),
        ...(found.state !== null && { state: found.state }),
        isManagement: found.is_management,
        partition: found.partition,
        ouPath: found.ou_path,
        ...(found.joined_at && { joinedAt: found.joined_at }),
      },
      seenAt: found.seen_at,
      described: found.described,
    }),
  );

/** Stores accounts as AWS gave them at `seenAt`. Units that are known outlive a list that comes without them. */
export async function saveAccounts(
  db: Queryable,
  accounts: readonly Account[],
  { seenAt, described }: Pick<StoredAccount, "seenAt" | "described">,
): Promise<void> {
  const rows = accounts.map((account) => ({
    ...account,
    is_management: account.isManagement,
    ou_path: account.ouPath,
    joined_at: account.joinedAt,
  }));
  await db.query(
    `insert into accounts (id, name, email, state, is_management, partition, ou_path, joined_at, seen_at, described)
     select id, name, email, state, is_management, partition,
            array(select jsonb_array_elements_text(ou_path)), joined_at, $2, $3
       from jsonb_to_recordset($1::jsonb)
         as given(id text, name text, email text, state text, is_management boolean, partition text,
                  ou_path jsonb, joined_at timestamptz)
     on conflict (id) do update set
       name = excluded.name, email = excluded.email, state = excluded.state,
       is_management = excluded.is_management, partition = excluded.partition,
       ou_path = case when excluded.described then excluded.ou_path else accounts.ou_path end,
       joined_at = excluded.joined_at, seen_at = excluded.seen_at,
       described = excluded.described or accounts.described`,
    [JSON.stringify(rows), seenAt, described],
  );
}

export async function findAccountById(db: Queryable, id: AccountId): Promise<StoredAccount | undefined> {
  const rows = await db.query("select * from accounts where id = $1", [id]);
  return row.array().parse(rows)[0];
}

/** The milestone of the whole list of accounts having been taken from AWS. */
export const ACCOUNTS_LISTED = "accounts listed";

/**
 * The accounts that the organization has today, going by the last list: an account that left it is still stored,
 * since its history is.
 */
const PRESENT = `seen_at >= coalesce((select at from milestones where name = '${ACCOUNTS_LISTED}'), '-infinity')`;

/** The present accounts with exactly this name or root e-mail address, whatever the case, in order of id. */
export async function findAccountsByWords(
  db: Queryable,
  words: string,
): Promise<readonly Pick<Account, "id" | "name">[]> {
  return db.query<Pick<Account, "id" | "name">>(
    `select id, name from accounts where (lower(name) = lower($1) or lower(email) = lower($1)) and ${PRESENT} order by id`,
    [words],
  );
}

/** Every present account's id and name, for suggesting the one that was meant. */
export async function listAccountNames(db: Queryable): Promise<readonly Pick<Account, "id" | "name">[]> {
  return db.query<Pick<Account, "id" | "name">>(
    `select id, name from accounts where ${PRESENT} order by name, id`,
  );
}
