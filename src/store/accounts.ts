import { z } from "zod";
import {
  type Account,
  type AccountId,
  type AccountName,
  accountStates,
  descriptionCalls,
  type Partition,
  partitions,
} from "../domain/account.ts";
import type { Queryable } from "./database.ts";

/** An account as AWS last described it. */
export interface StoredAccount {
  readonly account: Account;
  readonly seenAt: Date;
  /** True once the names of its organizational units are known. */
  readonly hasPath: boolean;
}

const row = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    state: z.enum(accountStates).nullable(),
    is_management: z.boolean(),
    partition: z.enum(partitions),
    unit_path: z.array(z.string()),
    unit_ids: z.array(z.string()).nullable(),
    joined_at: z.date().nullable(),
    alias: z.string().nullable(),
    described_by: z.enum(descriptionCalls).nullable(),
    seen_at: z.date(),
    has_path: z.boolean(),
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
        ouPath: found.unit_path,
        ...(found.unit_ids && { unitIds: found.unit_ids }),
        ...(found.joined_at && { joinedAt: found.joined_at }),
        ...(found.alias !== null && { alias: found.alias }),
        ...(found.described_by && { described: { call: found.described_by, readAt: found.seen_at } }),
      },
      seenAt: found.seen_at,
      hasPath: found.has_path,
    }),
  );

const ALIAS = "(select alias from account_profiles where account_id = accounts.id)";

/** A unit's own path counts before what an account's description once said: units are renamed, accounts move. */
const ACCOUNT = `select accounts.*, ${ALIAS} as alias,
    case when accounts.unit_ids = '{}' then '{}'::text[] else coalesce(units.path, ou_path) end as unit_path,
    described or coalesce(accounts.unit_ids = '{}', false) or units.path is not null as has_path
  from accounts left join organizational_units units
    on units.id = accounts.unit_ids[array_upper(accounts.unit_ids, 1)]`;

/** Stores accounts as AWS gave them at `seenAt`. Units that are known outlive a list that comes without them. */
export async function saveAccounts(
  db: Queryable,
  accounts: readonly Account[],
  { seenAt, described }: { readonly seenAt: Date; readonly described: boolean },
): Promise<void> {
  const rows = accounts.map((account) => ({
    ...account,
    is_management: account.isManagement,
    ou_path: account.ouPath,
    unit_ids: account.unitIds,
    joined_at: account.joinedAt,
    described_by: account.described?.call,
  }));
  await db.query(
    `insert into accounts (id, name, email, state, is_management, partition, ou_path, unit_ids, joined_at,
                           described_by, seen_at, described)
     select id, name, email, state, is_management, partition,
            array(select jsonb_array_elements_text(ou_path)),
            case when unit_ids is not null then array(select jsonb_array_elements_text(unit_ids)) end,
            joined_at, described_by, $2, $3
       from jsonb_to_recordset($1::jsonb)
         as given(id text, name text, email text, state text, is_management boolean, partition text,
                  ou_path jsonb, unit_ids jsonb, joined_at timestamptz, described_by text)
     on conflict (id) do update set
       name = excluded.name, email = excluded.email, state = excluded.state,
       is_management = excluded.is_management, partition = excluded.partition,
       ou_path = case when excluded.described then excluded.ou_path else accounts.ou_path end,
       unit_ids = coalesce(excluded.unit_ids, accounts.unit_ids),
       joined_at = excluded.joined_at, described_by = excluded.described_by,
       seen_at = greatest(excluded.seen_at, accounts.seen_at),
       described = excluded.described or accounts.described`,
    [JSON.stringify(rows), seenAt, described],
  );
}

export async function findAccountById(db: Queryable, id: AccountId): Promise<StoredAccount | undefined> {
  const rows = await db.query(`${ACCOUNT} where accounts.id = $1`, [id]);
  return row.array().parse(rows)[0];
}

/** Those of the accounts that are stored, in order of id. */
export async function findAccountsByIds(
  db: Queryable,
  ids: readonly AccountId[],
): Promise<readonly Account[]> {
  const rows = await db.query(`${ACCOUNT} where accounts.id = any($1::text[]) order by accounts.id`, [ids]);
  return row
    .array()
    .parse(rows)
    .map(({ account }) => account);
}

/** The milestone of the whole list of accounts having been taken from AWS. */
export const ACCOUNTS_LISTED = "accounts listed";

/**
 * The accounts that the organization has today, going by the last list: an account that left it is still stored,
 * since its history is. Before the first list nobody has left, not even who is not stored at all.
 */
export const PRESENT = `coalesce(accounts.seen_at, '-infinity') >= coalesce((select at from milestones where name = '${ACCOUNTS_LISTED}'), '-infinity')`;

/** What $1 names whole, whatever the case: name, root e-mail address, alias or canonical id. */
const CALLED_SO = `(lower(name) = lower($1) or lower(email) = lower($1) or lower(${ALIAS}) = lower($1)
             or id in (select account_id from canonical_ids where canonical_id = lower($1)))`;

/** The present accounts with exactly this name, alias, root e-mail address or canonical id, whatever the case, in order of id. */
export async function findAccountsByWords(db: Queryable, words: string): Promise<readonly AccountName[]> {
  return db.query<AccountName>(
    `select id, name from accounts where ${CALLED_SO} and ${PRESENT} order by id`,
    [words],
  );
}

/**
 * Present accounts that are called so, then those whose name, alias or id is like the words. Addresses are masked
 * wherever they are shown: found by a part, they would give themselves away letter by letter.
 */
export async function searchAccounts(
  db: Queryable,
  words: string,
  limit: number,
): Promise<readonly AccountName[]> {
  const literal = words.toLowerCase().replace(/[\\%_]/g, "\\$&");
  const digits = words.replace(/[\s-]/g, "");
  return db.query<AccountName>(
    `select id, name from accounts
      where (${CALLED_SO} or lower(name) like '%' || $2 || '%' or lower(${ALIAS}) like '%' || $2 || '%'
             or ($3 <> '' and id like $3 || '%')) and ${PRESENT}
      order by ${CALLED_SO} is true desc, (lower(name) like $2 || '%') desc, lower(name), id limit $4`,
    [words, literal, /^\d+$/.test(digits) ? digits : "", limit],
  );
}

/** Every present account's id and name, for suggesting the one that was meant. */
export async function listAccountNames(db: Queryable): Promise<readonly AccountName[]> {
  return db.query<AccountName>(`select id, name from accounts where ${PRESENT} order by name, id`);
}

export async function countAccounts(db: Queryable): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from accounts where ${PRESENT}`,
  );
  return rows[0]?.count ?? 0;
}

/** The partition that the accounts are in: one organization is in one; undefined while no account is known. */
export async function findPartition(db: Queryable): Promise<Partition | undefined> {
  const rows = await db.query("select partition from accounts limit 1");
  return z
    .object({ partition: z.enum(partitions) })
    .array()
    .parse(rows)[0]?.partition;
}
