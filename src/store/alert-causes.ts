import { z } from "zod";
import { type Scope, scopeKey } from "../domain/audit.ts";
import { unreadableCodes } from "../domain/read.ts";
import type { LostAccount } from "../domain/watch.ts";
import type { Queryable } from "./database.ts";

/** A critical finding that nobody has taken on and that has not been alerted of since it was opened as it is. */
export interface CriticalOpening {
  readonly findingId: number;
  /** The version of the finding with which it was opened, or last opened in another way. */
  readonly version: number;
  readonly subject: string;
  /** The units that its account is in; none of what is about the organization. */
  readonly unitIds: readonly string[];
}

/** What an opening goes by among the alerts. */
export function openingKey({ findingId, version }: CriticalOpening): string {
  return `finding ${findingId} v${version}`;
}

/** The findings of the baseline are left out, and before its clock runs there are no others. */
export async function listCriticalOpenings(db: Queryable): Promise<readonly CriticalOpening[]> {
  return db.query<CriticalOpening>(
    `select findings.id as "findingId", opening.version, findings.subject,
            coalesce(accounts.unit_ids, '{}') as "unitIds"
       from findings
       cross join lateral (
         select finding_events.version, what from finding_events
          where finding_id = findings.id and what->>'kind' in ('found', 'failed again', 'changed', 'worsened')
          order by finding_events.version desc limit 1) opening
       left join accounts on accounts.id = findings.subject
      where findings.state = 'open' and findings.severity = 'critical' and (opening.what->>'isClockRunning')::boolean
        and not exists (
          select 1 from alerts where key = 'finding ' || findings.id || ' v' || opening.version)
      order by findings.id`,
  );
}

const endedAudit = z.object({
  id: z.int(),
  state: z.enum(["finished", "cancelled", "interrupted"]),
  trouble: z.string().nullable(),
});

/** An audit that is over. */
export type EndedAudit = z.infer<typeof endedAudit>;

/** The audits of a scope after one of them, the oldest first, as far as the findings have been moved on by them. */
export async function listEndedAudits(
  db: Queryable,
  scope: Scope,
  after: number,
): Promise<readonly EndedAudit[]> {
  const rows = await db.query(
    `select id, state, trouble from audits
      where scope_key = $1 and id > $2 and followed_at is not null and not exists (
        select 1 from audits before
         where before.scope_key = $1 and before.id > $2 and before.id < audits.id and before.followed_at is null)
      order by id`,
    [scopeKey(scope), after],
  );
  return endedAudit.array().parse(rows);
}

/** An account that cannot be read any more. */
export const lostAccount = z.object({
  id: z.string(),
  name: z.string(),
  why: z.enum(unreadableCodes).exactOptional(),
});

/** Accounts that the finished audit before could read and this one could not, by name. */
export async function listLostAccounts(
  db: Queryable,
  scope: Scope,
  auditId: number,
): Promise<readonly LostAccount[]> {
  const rows = await db.query(
    `select account_id as id, coalesce(accounts.name, account_id) as name, lost.unread as why
       from account_reads lost
       join account_reads before using (account_id)
       left join accounts on accounts.id = account_id
      where lost.audit_id = $2 and lost.active and lost.unread is not null
        and before.active and before.unread is null and before.audit_id = (
          select max(id) from audits where scope_key = $1 and state = 'finished' and id < $2)
      order by lower(accounts.name), account_id`,
    [scopeKey(scope), auditId],
  );
  return lostAccount.array().parse(rows);
}
