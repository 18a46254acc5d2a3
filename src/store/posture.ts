import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import { type Scope, scopeKey } from "../domain/audit.ts";
import type { Posture } from "../domain/posture.ts";
import { severities } from "../domain/result.ts";
import type { Queryable } from "./database.ts";

const count = z.int().default(0);
const counts = z.object({ critical: count, high: count, medium: count, low: count, info: count });

const figures = z.object({ accounts: counts, failures: counts, in_scope: z.int(), read: z.int() });

const row = figures.extend({ day: z.string() }).transform(
  ({ day, accounts, failures, in_scope, read }): Posture => ({
    ...{ day, accounts, failures, inScope: in_scope, read },
  }),
);

const SEVERITIES = `array[${severities.map((severity) => `'${severity}'`).join(", ")}]`;

/** The worst that an account fails, of a reading's `failed`. */
const WORST = `(${SEVERITIES})[(select min(array_position(${SEVERITIES}, value)) from jsonb_each_text(failed))]`;

/** How many of each there are, of a query with one column. */
function tally(query: string): string {
  return `(select coalesce(jsonb_object_agg(each, times), '{}') from (
    select each, count(*)::int as times from (${query}) as listed(each) group by each) as counted)`;
}

/** A time's day. */
export const dayOf = (column: string) => `(${column} at time zone 'UTC')::date`;

/** Where the account of a reading stands by it, as the columns of `posture_days`. */
export const READING_POSTURE = `
  ${tally(`select ${WORST} where failed <> '{}'`)} as accounts,
  ${tally("select value from jsonb_each_text(failed)")} as failures,
  active::int as in_scope, (active and unread is null)::int as read`;

/** The key of an account's own postures. */
export function accountKey(accountId: AccountId): string {
  return scopeKey({ kind: "account", accountId });
}

/**
 * Where a scope stands by an audit, counted without opening results; of a unit by an audit of more, by the accounts that
 * are in it.
 */
export async function countPosture(
  db: Queryable,
  { auditId, scope }: { readonly auditId: number; readonly scope: Exclude<Scope, { kind: "account" }> },
): Promise<Omit<Posture, "day">> {
  const rows = await db.query(
    `with readings as (
       select * from account_reads where audit_id = $1 and ($2::text is null
         or account_id in (select id from accounts where unit_ids @> array[$2::text])))
     select ${tally(`select ${WORST} from readings where failed <> '{}'`)} as accounts,
       ${tally(`select value from readings, jsonb_each_text(failed)
         union all select value from organization_reads, jsonb_each_text(failed - 'coverage')
          where audit_id = $1 and $2::text is null`)} as failures,
       (select count(*) filter (where active) from readings)::int as in_scope,
       (select count(*) filter (where active and unread is null) from readings)::int as read`,
    [auditId, scope.kind === "unit" ? scope.unitId : null],
  );
  const { in_scope, ...found } = figures.parse(rows[0]);
  return { ...found, inScope: in_scope };
}

/** Notes where a scope stood at a moment of a day; what it was later on that day stays. */
export async function savePosture(
  db: Queryable,
  scope: Scope,
  { posture, at }: { readonly posture: Posture; readonly at: Date },
): Promise<void> {
  const { day, accounts, failures, inScope, read } = posture;
  await db.query(
    `insert into posture_days (subject, day, accounts, failures, in_scope, read, at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (subject, day) do update set accounts = excluded.accounts, failures = excluded.failures,
       in_scope = excluded.in_scope, read = excluded.read, at = excluded.at where excluded.at >= posture_days.at`,
    [scopeKey(scope), day, accounts, failures, inScope, read, at],
  );
}

/** Where a scope of several accounts stood, day by day, the oldest first. */
export async function listPostures(db: Queryable, scope: Scope): Promise<readonly Posture[]> {
  const rows = await db.query(
    `select day::text, accounts, failures, in_scope, read from posture_days where subject = $1
      order by posture_days.day`,
    [scopeKey(scope)],
  );
  return row.array().parse(rows);
}

/** The same of an account: by the newest of its readings of a day, and from when there are none, by what is kept of them. */
export async function listAccountPostures(db: Queryable, accountId: AccountId): Promise<readonly Posture[]> {
  const rows = await db.query(
    `select distinct on (known.day) known.day::text, accounts, failures, in_scope, read from (
       select ${dayOf("read_at")} as day, read_at as at, audit_id, ${READING_POSTURE} from account_reads where account_id = $1
       union all
       select day, at, 0, accounts, failures, in_scope, read from posture_days where subject = $2) as known
      order by known.day, at desc, audit_id desc`,
    [accountId, accountKey(accountId)],
  );
  return row.array().parse(rows);
}
