import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import type { FailureCounts } from "../domain/audit.ts";
import { type UnreadableCode, unreadableCodes } from "../domain/read.ts";
import { severities } from "../domain/result.ts";
import type { Change, Failure, Unanswered } from "../domain/standing.ts";
import type { Subject } from "../domain/subject.ts";
import { result } from "./account-reads.ts";
import type { Queryable } from "./database.ts";

/** What an audit's readings come to, counted without opening their results. */

export interface Counts {
  /** Accounts that have been dealt with. */
  readonly done: number;
  /** Those of them that were not read because of their state. */
  readonly notActive: number;
  /** Active ones of which something could be read. */
  readonly read: number;
  readonly failing: number;
}

export async function countReadings(db: Queryable, auditId: number): Promise<Counts> {
  const rows = await db.query<Counts>(
    `select count(*)::int as done, (count(*) filter (where not active))::int as "notActive",
            (count(*) filter (where active and unread is null))::int as read,
            (count(*) filter (where failed <> '{}'))::int as failing
       from account_reads where audit_id = $1`,
    [auditId],
  );
  return rows[0] ?? { done: 0, notActive: 0, read: 0, failing: 0 };
}

const unreadCount = z.object({ code: z.enum(unreadableCodes), accounts: z.int() });

/** How many accounts could not be read, by reason, the most frequent first. */
export async function countUnread(
  db: Queryable,
  auditId: number,
): Promise<readonly { readonly code: UnreadableCode; readonly accounts: number }[]> {
  const rows = await db.query(
    `select unread as code, count(*)::int as accounts from account_reads
      where audit_id = $1 and active and unread is not null group by unread order by accounts desc, unread`,
    [auditId],
  );
  return unreadCount.array().parse(rows);
}

const severityCount = z.object({ severity: z.enum(severities), count: z.int() });

/** How many checks failed, by severity; those of the organization too, but for how much could not be read. */
export async function countFailures(db: Queryable, auditId: number): Promise<FailureCounts> {
  const rows = await db.query(
    `select severity, count(*)::int as count from (
       select value as severity from account_reads, jsonb_each_text(failed) where audit_id = $1
       union all
       select value from organization_reads, jsonb_each_text(failed - 'coverage') where audit_id = $1) failing
      group by severity`,
    [auditId],
  );
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, count } of severityCount.array().parse(rows)) counts[severity] = count;
  return counts;
}

const failureRow = z.object({ account_id: z.string().nullable(), result });

/**
 * What failed, worst first: by severity, the organization itself, then the management account before others, then in
 * the order of the checks.
 */
export async function listFailures(
  db: Queryable,
  auditId: number,
  page: { readonly checks: readonly string[]; readonly offset: number; readonly limit: number },
): Promise<readonly { readonly subject: Subject; readonly failure: Failure }[]> {
  const rows = await db.query(
    `with failing as (
       select account_id, results, key as check_id, value as severity
         from account_reads cross join lateral jsonb_each_text(failed) where audit_id = $1
       union all
       select null, results, key, value
         from organization_reads cross join lateral jsonb_each_text(failed - 'coverage') where audit_id = $1)
     select account_id,
            (select each from jsonb_array_elements(results) each where each->>'check' = check_id) as result
       from failing left join accounts on accounts.id = account_id
      order by array_position($2::text[], severity), account_id is not null,
               coalesce(is_management, false) desc, array_position($3::text[], check_id),
               lower(accounts.name), account_id
      offset $4 limit $5`,
    [auditId, severities, page.checks, page.offset, page.limit],
  );
  return failureRow
    .array()
    .parse(rows)
    .flatMap(({ account_id: accountId, result: failure }) => {
      if (failure.status !== "fail") return [];
      const subject: Subject = accountId ? { kind: "account", accountId } : { kind: "organization" };
      return [{ subject, failure }];
    });
}

const unansweredRow = z.object({ check: z.string(), code: z.enum(unreadableCodes), accounts: z.int() });

/** Checks that could not be answered in accounts that could be read, by check and reason, the most frequent first. */
export async function countUnanswered(db: Queryable, auditId: number): Promise<readonly Unanswered[]> {
  const rows = await db.query(
    `select key as check, value as code, count(*)::int as accounts
       from account_reads, jsonb_each_text(unknown) where audit_id = $1 and unread is null
      group by key, value order by accounts desc, key, value`,
    [auditId],
  );
  return unansweredRow.array().parse(rows);
}

/**
 * Ids of accounts that were not active, or could not be read: the management account first, then by name, some for each
 * reason.
 */
export async function listUnusual(
  db: Queryable,
  auditId: number,
  { kind, limit }: { readonly kind: "not active" | "unread"; readonly limit: number },
): Promise<readonly AccountId[]> {
  const rows = await db.query<{ account_id: string }>(
    `select account_id from account_reads left join accounts on accounts.id = account_id
      where audit_id = $1 and ${kind === "unread" ? "active and unread is not null" : "not active"}
      order by coalesce(is_management, false) desc,
               row_number() over (partition by unread order by lower(name), account_id), unread limit $2`,
    [auditId, limit],
  );
  return rows.map(({ account_id }) => account_id);
}

/**
 * Since when the account that has been unreadable the longest is so; undefined if none is. As it was at the audit: an
 * older one is still looked at after the account could be read again.
 */
export async function findUnreadSince(db: Queryable, auditId: number): Promise<Date | undefined> {
  const rows = await db.query<{ since: Date | null }>(
    `select min(since) as since from account_reads unread_now cross join lateral (
       select min(read_at) as since from account_reads earlier
        where earlier.account_id = unread_now.account_id and active and read_at > coalesce(
          (select max(read_at) from account_reads good
            where good.account_id = unread_now.account_id and active and unread is null
              and good.read_at <= unread_now.read_at), '-infinity')) unbroken
      where audit_id = $1 and active and unread is not null`,
    [auditId],
  );
  return rows[0]?.since ?? undefined;
}

/**
 * What has changed between two audits, in accounts that both could read, in the organization itself, and in checks
 * that both could answer.
 */
export async function compareAudits(
  db: Queryable,
  auditId: number,
  earlierId: number,
): Promise<Pick<Change, "appeared" | "fixed">> {
  const rows = await db.query<Pick<Change, "appeared" | "fixed">>(
    `with pairs as (
       select later.failed as failed_now, later.unknown as unknown_now,
              earlier.failed as failed_before, earlier.unknown as unknown_before
         from account_reads later join account_reads earlier using (account_id)
        where later.audit_id = $1 and earlier.audit_id = $2
          and later.active and earlier.active and later.unread is null and earlier.unread is null
            and later.failed <> earlier.failed
       union all
       select later.failed - 'coverage', later.unknown, earlier.failed - 'coverage', earlier.unknown
         from organization_reads later cross join organization_reads earlier
        where later.audit_id = $1 and earlier.audit_id = $2)
     select (select count(*) from pairs, jsonb_object_keys(failed_now) key
              where not failed_before ? key and not unknown_before ? key)::int as appeared,
            (select count(*) from pairs, jsonb_object_keys(failed_before) key
              where not failed_now ? key and not unknown_now ? key)::int as fixed`,
    [auditId, earlierId],
  );
  return rows[0] ?? { appeared: 0, fixed: 0 };
}
