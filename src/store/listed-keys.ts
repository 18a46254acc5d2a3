import { z } from "zod";
import {
  AGE_BANDS,
  type KeyBand,
  type KeyScope,
  type KeyTrouble,
  type ListedKey,
} from "../domain/access-key.ts";
import { unreadableCodes } from "../domain/read.ts";
import type { Queryable } from "./database.ts";
import { READINGS, scopeParameter } from "./key-readings.ts";

const KEYS = `keys as (
  select readings.id as account_id, name, key.* from readings,
    jsonb_to_recordset(readings.keys) as key("user" text, id text, status text, "createdAt" timestamptz,
      "usedAt" timestamptz, service text, region text, "useUnread" boolean)
)`;

/** A key of unknown age may be of any. */
const OLD_ENOUGH = `($2::timestamptz is null or "createdAt" is null or "createdAt" <= $2)`;

const DAY_MILLISECONDS = 86_400_000;

function madeBefore({ olderThanDays }: KeyScope, now: Date): Date | null {
  return olderThanDays === undefined ? null : new Date(now.getTime() - olderThanDays * DAY_MILLISECONDS);
}

const text = z.string().nullable();
const time = z.date().nullable();

const keyRow = z
  .object({
    account_id: z.string(),
    name: z.string(),
    user: text,
    id: text,
    status: z.enum(["active", "inactive"]),
    createdAt: time,
    usedAt: time,
    service: text,
    region: text,
    useUnread: z.boolean().nullable(),
  })
  .transform(({ account_id, name, user, id, status, createdAt, usedAt, service, region, useUnread }) => {
    const lastUsed = usedAt && { at: usedAt, ...(service && { service }), ...(region && { region }) };
    return {
      account: { id: account_id, name },
      status,
      ...(user !== null && { user }),
      ...(id && { id }),
      ...(createdAt && { createdAt }),
      ...(lastUsed && { lastUsed }),
      ...(useUnread && { lastUsed: "unread" }),
    } satisfies ListedKey;
  });

/** The keys of a scope: root's first, of these and the others the active ones, and of those what lies unused for longest. */
export async function listKeys(
  db: Queryable,
  scope: KeyScope,
  { now, offset, limit }: { readonly now: Date; readonly offset: number; readonly limit: number },
): Promise<readonly ListedKey[]> {
  const rows = await db.query(
    `with ${READINGS}, ${KEYS} select * from keys where ${OLD_ENOUGH}
      order by "user" is null desc, status <> 'active', coalesce("usedAt", "createdAt") nulls first, account_id, "user", "createdAt", id
      limit $3 offset $4`,
    [scopeParameter(scope), madeBefore(scope, now), limit, offset],
  );
  return keyRow.array().parse(rows);
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
    `with ${READINGS}, ${KEYS}
     select width_bucket((extract(epoch from $3::timestamptz - "createdAt") / 86400)::float8, $4::float8[]) as band,
       count(*) filter (where status = 'active') as active,
       count(*) filter (where status <> 'active') as inactive,
       count(*) filter (where "usedAt" is null and "useUnread" is null) as never_used,
       count(*) filter (where "user" is null) as of_root
     from keys where ${OLD_ENOUGH} group by 1 order by 1 nulls last`,
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

const coverageRow = z.object({ accounts: z.number(), read: z.number(), as_of: time });

/** How many accounts a scope has, how many of them were read, and how old the oldest picture is. */
export async function findKeyCoverage(db: Queryable, scope: KeyScope) {
  const rows = await db.query(
    `with ${READINGS} select count(*) as accounts, min(as_of) as as_of,
       count(*) filter (where read_at is not null and not (troubles ? 'root' or troubles ? 'users')) as read
     from readings`,
    [scopeParameter(scope)],
  );
  const { accounts, read, as_of } = coverageRow.parse(rows[0]);
  return { accounts, read, ...(as_of && { asOf: as_of }) };
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

/** Why keys of a scope are missing, what concerns most accounts first. */
export async function listKeyTroubles(db: Queryable, scope: KeyScope): Promise<readonly KeyTrouble[]> {
  const rows = await db.query(
    `with ${READINGS}
     select trouble.key as of, trouble.value ->> 'code' as code, trouble.value ->> 'call' as call,
       min(trouble.value ->> 'detail') as detail, count(*) as accounts,
       min(readings.id) as id, (array_agg(name order by readings.id))[1] as name
     from readings, jsonb_each(${MERGED}) as trouble
     group by 1, 2, 3 order by count(*) desc, 1, 2, 3`,
    [scopeParameter(scope)],
  );
  return troubleRow.array().parse(rows);
}
