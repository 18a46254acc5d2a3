import { z } from "zod";
import type { AccountId, AccountName, UnitId } from "../domain/account.ts";
import { type Coverage, type Scope, scopeKey } from "../domain/audit.ts";
import type { AccountGroup } from "../domain/digest.ts";
import { unreadableCodes } from "../domain/read.ts";
import type { Queryable } from "./database.ts";
import type { Subjects } from "./scoped-findings.ts";

/** The audit that says where a scope stands. */
export interface Facts {
  readonly auditId: number;
  readonly finishedAt: Date;
  /** The accounts of the scope; undefined for the whole organization. */
  readonly subjects: Subjects;
}

const audit = z.object({
  id: z.int(),
  finished_at: z.date(),
  is_own: z.boolean(),
  account_ids: z.array(z.string()),
});

/**
 * The newest finished audit that covered all of a scope, its own or one of the organization, by which the findings have
 * been moved on. One of the organization says nothing of a unit while some account does not say where it is.
 */
export async function findFacts(db: Queryable, scope: Scope): Promise<Facts | undefined> {
  const found = await findCovering(db, scope, { ownOnly: false });
  if (!found || found.is_own || scope.kind !== "unit")
    return found && factsOf(found, scope, found.account_ids);
  const members = await findMembers(db, scope.unitId, found.account_ids);
  if (members) return factsOf(found, scope, members);
  const own = await findCovering(db, scope, { ownOnly: true });
  return own && factsOf(own, scope, own.account_ids);
}

function factsOf(found: z.infer<typeof audit>, scope: Scope, members: readonly AccountId[]): Facts {
  const ids = scope.kind === "account" ? [scope.accountId] : members;
  return {
    auditId: found.id,
    finishedAt: found.finished_at,
    subjects: scope.kind === "organization" ? undefined : ids,
  };
}

async function findCovering(db: Queryable, scope: Scope, { ownOnly }: { readonly ownOnly: boolean }) {
  const rows = await db.query(
    `select id, finished_at, scope_key = $1 as is_own, account_ids from audits
      where state = 'finished' and followed_at is not null and account_ids is not null
        and (scope_key = $1 or not $2 and scope_key = 'organization' and ($3::text is null or $3 = any(account_ids)))
      order by finished_at desc, id desc limit 1`,
    [scopeKey(scope), ownOnly, scope.kind === "account" ? scope.accountId : null],
  );
  return audit.array().parse(rows)[0];
}

/** Those of the accounts that are in a unit or under it; undefined where that is not known of all. */
async function findMembers(
  db: Queryable,
  unitId: UnitId,
  ids: readonly AccountId[],
): Promise<readonly AccountId[] | undefined> {
  const rows = await db.query<{ id: string; is_member: boolean | null }>(
    `select given.id, $1 = any(unit_ids) as is_member
       from unnest($2::text[]) as given(id) left join accounts on accounts.id = given.id
      where unit_ids is null or $1 = any(unit_ids) order by given.id`,
    [unitId, ids],
  );
  return rows.some(({ is_member }) => is_member === null) ? undefined : rows.map(({ id }) => id);
}

const reads = z.object({
  active: z.boolean(),
  unread: z.enum(unreadableCodes).nullable(),
  accounts: z.int(),
});

/** How many of a scope's accounts an audit could read, by what it stored of each. */
export async function findScopeCoverage(
  db: Queryable,
  { auditId, subjects }: Pick<Facts, "auditId" | "subjects">,
): Promise<Coverage> {
  const rows = await db.query(
    `select active, unread, count(*)::int as accounts from account_reads
      where audit_id = $1 and ($2::text[] is null or account_id = any($2::text[]))
      group by active, unread order by accounts desc, unread`,
    [auditId, subjects],
  );
  const counts = reads.array().parse(rows);
  const sum = (found: typeof counts) => found.reduce((total, { accounts }) => total + accounts, 0);
  const active = counts.filter((found) => found.active);
  const notActive = sum(counts) - sum(active);
  const unread = active.flatMap(({ unread: code, accounts }) => (code ? [{ code, accounts }] : []));
  const listed = subjects?.length ?? (await countListed(db, auditId));
  return {
    inScope: Math.max(listed, sum(counts)) - notActive,
    read: sum(active.filter((found) => found.unread === null)),
    unread,
    notActive,
  };
}

async function countListed(db: Queryable, auditId: number): Promise<number> {
  const [found] = await db.query<{ count: number | null }>(
    "select cardinality(account_ids) as count from audits where id = $1",
    [auditId],
  );
  return found?.count ?? 0;
}

/** So many accounts are named. */
const NAMED = 10;

/**
 * The accounts that one audit covered and another did not; none where they cannot be compared, because one was of
 * another scope or its accounts are not known any more.
 */
export async function listOnlyIn(
  db: Queryable,
  scope: Scope,
  { audit: auditId, not }: { readonly audit: number; readonly not: number },
): Promise<AccountGroup> {
  const rows = await db.query<AccountName & { total: number }>(
    `with one as (select account_ids from audits where id = $1 and scope_key = $3),
          other as (select account_ids from audits where id = $2 and scope_key = $3 and account_ids is not null),
          only_in_one as (select unnest(one.account_ids) as id from one, other
                          except select unnest(account_ids) from other)
     select given.id, coalesce(accounts.name, given.id) as name, (count(*) over ())::int as total
       from only_in_one given left join accounts on accounts.id = given.id
      order by lower(coalesce(accounts.name, given.id)), given.id limit ${NAMED}`,
    [auditId, not, scopeKey(scope)],
  );
  return { total: rows[0]?.total ?? 0, accounts: rows.map(({ id, name }) => ({ id, name })) };
}
