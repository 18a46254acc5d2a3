import { z } from "zod";
import {
  AGE_BANDS,
  type KeyBand,
  type KeyScope,
  type KeyTrouble,
  type ListedKey,
} from "../domain/access-key.ts";
import type { AccountId } from "../domain/account.ts";
import { unreadableCodes } from "../domain/read.ts";
import type { Queryable } from "./database.ts";
import { NOT_ACTIVE, READINGS, scopeParameter } from "./key-readings.ts";

/** A key of unknown age may be of any. */
const OLD_ENOUGH = "($2::timestamptz is null or created_at is null or created_at <= $2)";

const KEYS = "access_keys join readings on access_keys.account_id = readings.id";

/**
 * The same, key by key: asked for some thousands in order, the database goes along the index of the keys. Free to choose,
 * it guesses few accounts and sorts the keys of all of them each time.
 */
const KEYS_IN_ORDER = `access_keys cross join lateral
  (select id, name, as_of from readings where id = access_keys.account_id offset 0) as readings`;

const DAY_MILLISECONDS = 86_400_000;

function madeBefore({ olderThanDays }: KeyScope, now: Date): Date | null {
  return olderThanDays === undefined ? null : new Date(now.getTime() - olderThanDays * DAY_MILLISECONDS);
}

/** Where a list of keys goes on: after this one. */
interface KeyPlace {
  readonly rank: number;
  readonly idleSince: string;
  readonly accountId: AccountId;
  readonly position: number;
}

const BEGINNING: KeyPlace = { rank: -1, idleSince: "-infinity", accountId: "", position: -1 };

const text = z.string().nullable();
const time = z.date().nullable();

const keyRow = z
  .object({
    id: z.string(),
    name: z.string(),
    as_of: z.date(),
    owner: text,
    key_id: text,
    status: z.enum(["active", "inactive"]),
    created_at: time,
    used_at: time,
    service: text,
    region: text,
    use_unread: z.boolean(),
    rank: z.number(),
    idle_since: z.string(),
    position: z.number(),
  })
  .transform(({ id, name, as_of, owner, key_id, status, created_at, rank, idle_since, position, ...use }) => {
    const { used_at: at, service, region, use_unread } = use;
    const lastUsed = at && { at, ...(service && { service }), ...(region && { region }) };
    const key: ListedKey = {
      ...{ account: { id, name }, asOf: as_of, status },
      ...(owner !== null && { user: owner }),
      ...(key_id && { id: key_id }),
      ...(created_at && { createdAt: created_at }),
      ...(lastUsed && { lastUsed }),
      ...(use_unread && { lastUsed: "unread" }),
    };
    return { key, place: { rank, idleSince: idle_since, accountId: id, position } satisfies KeyPlace };
  });

/** Some of a scope's keys, and where they go on if there may be more. */
interface KeyPage {
  readonly keys: readonly ListedKey[];
  readonly next?: KeyPlace;
}

/** The keys of a scope: root's first, of these and the others the active ones, and of those what lies unused for longest. */
export async function listKeys(
  db: Queryable,
  scope: KeyScope,
  {
    now,
    after = BEGINNING,
    limit,
  }: { readonly now: Date; readonly after?: KeyPlace; readonly limit: number },
): Promise<KeyPage> {
  const { rank, idleSince, accountId, position } = after;
  const rows = await db.query(
    `with ${READINGS}
     select id, name, as_of, owner, key_id, status, created_at, used_at, service, region, use_unread, rank,
       idle_since::text as idle_since, position
     from ${KEYS_IN_ORDER} where ${OLD_ENOUGH} and ($1::text is null or account_id = $1)
       and (rank, access_keys.idle_since, account_id, position) > ($4::smallint, $5::timestamptz, $6, $7::integer)
     order by rank, access_keys.idle_since, account_id, position limit $3`,
    [scopeParameter(scope), madeBefore(scope, now), limit, rank, idleSince, accountId, position],
  );
  const found = keyRow.array().parse(rows);
  const last = found.length < limit ? undefined : found.at(-1);
  return { keys: found.map(({ key }) => key), ...(last && { next: last.place }) };
}

const countRow = z.object({
  band: z.number().nullable(),
  active: z.number(),
  inactive: z.number(),
  never_used: z.number(),
  of_root: z.number(),
});

/** How many keys of a scope there are, by their age from the youngest on. */
export async function countKeys(
  db: Queryable,
  scope: KeyScope,
  now: Date,
): Promise<readonly (KeyBand & { readonly ofRoot: number })[]> {
  const rows = await db.query(
    `with ${READINGS}
     select width_bucket((extract(epoch from $3::timestamptz - created_at) / 86400)::float8, $4::float8[]) as band,
       count(*) filter (where status = 'active') as active,
       count(*) filter (where status <> 'active') as inactive,
       count(*) filter (where used_at is null and not use_unread) as never_used,
       count(*) filter (where owner is null) as of_root
     from ${KEYS} where ${OLD_ENOUGH} group by 1 order by 1 nulls last`,
    [scopeParameter(scope), madeBefore(scope, now), now, [...AGE_BANDS]],
  );
  return countRow
    .array()
    .parse(rows)
    .map(({ band, active, inactive, never_used, of_root }) => ({
      ...(band !== null && { band }),
      ...{ active, inactive, neverUsed: never_used, ofRoot: of_root },
    }));
}

const coverageRow = z.object({ accounts: z.number(), read: z.number(), not_active: z.number(), as_of: time });

/**
 * How many accounts a scope has, how many of them were read, and how old the oldest picture is; with how many of the
 * organization's are left out because they are not active.
 */
export async function findKeyCoverage(db: Queryable, scope: KeyScope) {
  const rows = await db.query(
    `with ${READINGS} select count(*) as accounts, min(as_of) as as_of,
       count(*) filter (where read_at is not null and not (troubles ? 'root' or troubles ? 'users')) as read,
       (select count(*) from accounts where $1::text is null and ${NOT_ACTIVE}) as not_active
     from readings`,
    [scopeParameter(scope)],
  );
  const { accounts, read, not_active, as_of } = coverageRow.parse(rows[0]);
  return { accounts, read, notActive: not_active, ...(as_of && { asOf: as_of }) };
}

const troubleRow = z
  .object({
    of: z.enum(["all", "root", "users", "details"]),
    code: z.enum(unreadableCodes),
    call: z.string(),
    detail: z.string(),
    accounts: z.number(),
    id: z.string(),
    name: z.string(),
  })
  .transform(({ id, name, ...trouble }): KeyTrouble => ({ ...trouble, example: { id, name } }));

const MERGED = `case when troubles #>> '{root,call}' = troubles #>> '{users,call}'
    and troubles #>> '{root,code}' = troubles #>> '{users,code}'
  then (troubles - 'root' - 'users') || jsonb_build_object('all', troubles -> 'users') else troubles end`;

/** Why keys of a scope are missing, what concerns most accounts first; each policy that denies them by itself. */
export async function listKeyTroubles(db: Queryable, scope: KeyScope): Promise<readonly KeyTrouble[]> {
  const rows = await db.query(
    `with ${READINGS}
     select trouble.key as of, trouble.value ->> 'code' as code, trouble.value ->> 'call' as call,
       min(trouble.value ->> 'detail') as detail, count(*) as accounts,
       min(readings.id) as id, (array_agg(name order by readings.id))[1] as name
     from readings, jsonb_each(${MERGED}) as trouble
     group by 1, 2, 3, case trouble.value ->> 'code' when 'denied-by-scp' then trouble.value ->> 'detail' end
     order by count(*) desc, 1, 2, 3, 4`,
    [scopeParameter(scope)],
  );
  return troubleRow.array().parse(rows);
}
