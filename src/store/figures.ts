import { z } from "zod";
import { scopeKey } from "../domain/audit.ts";
import { severities } from "../domain/result.ts";
import type { Queryable } from "./database.ts";

/** How many wait, and since when the one that has waited longest. */
const waiting = z.object({ count: z.int(), since: z.date().nullable() });

const figures = z.object({
  audits_running: z.int(),
  queued: z.int(),
  queued_since: z.date().nullable(),
  slots: z.int(),
  slots_since: z.date().nullable(),
  alerts: z.int(),
  alerts_since: z.date().nullable(),
  alerts_given_up: z.int(),
  watch_due: z.date().nullable(),
  digest_due: z.date().nullable(),
  complete_at: z.date().nullable(),
  in_scope: z.int().nullable(),
  read: z.int().nullable(),
  log_entries: z.int(),
  looked_after_at: z.date().nullable(),
});

const rung = waiting.extend({ name: z.string() });

const unended = z.object({ severity: z.enum(severities), count: z.int() });

/** How much of something waits, and since when. */
export type Waiting = z.infer<typeof waiting>;

/** What can be counted of the whole, whichever process asks. */
export interface Figures {
  readonly runningAudits: number;
  readonly queuedAudits: Waiting;
  /** Rings that no worker has heard yet, by job; since when, where no worker is at that job. */
  readonly rings: readonly z.infer<typeof rung>[];
  /** Times of digests that are not done with. */
  readonly digests: Waiting;
  readonly alerts: Waiting;
  readonly alertsGivenUp: number;
  /** The earliest time of a watch and of a digest that nobody has seen to or that is next. */
  readonly nextWatch: Date | null;
  readonly nextDigest: Date | null;
  /** The newest audit of the organization that came to its end. */
  readonly completeAt: Date | null;
  readonly accountsInScope: number | null;
  readonly accountsRead: number | null;
  readonly findings: readonly z.infer<typeof unended>[];
  readonly logEntries: number;
  readonly lookedAfterAt: Date | null;
}

/** Counts; every part by an index or a table that stays small. */
export async function countFigures(db: Queryable): Promise<Figures> {
  const found = figures.parse((await db.query(FIGURES, [scopeKey({ kind: "organization" })]))[0]);
  return {
    runningAudits: found.audits_running,
    queuedAudits: { count: found.queued, since: found.queued_since },
    rings: rung.array().parse(await db.query(RINGS)),
    digests: { count: found.slots, since: found.slots_since },
    alerts: { count: found.alerts, since: found.alerts_since },
    alertsGivenUp: found.alerts_given_up,
    nextWatch: found.watch_due,
    nextDigest: found.digest_due,
    completeAt: found.complete_at,
    accountsInScope: found.in_scope,
    accountsRead: found.read,
    findings: unended.array().parse(await db.query(FINDINGS)),
    logEntries: found.log_entries,
    lookedAfterAt: found.looked_after_at,
  };
}

const FIGURES = `
  select under_way.*, slots.*, deliveries.*,
    (select min(next_at) from watches where paused_at is null) as watch_due,
    (select min(next_at) from digests where paused_at is null and deleted_at is null) as digest_due,
    (select finished_at from audits where scope_key = $1 and state = 'finished'
      order by finished_at desc limit 1) as complete_at,
    posture.in_scope, posture.read,
    (select count from audit_log_head) as log_entries,
    (select at from milestones where name = 'upkeep') as looked_after_at
  from (
    select count(*) filter (where state = 'running') as audits_running,
      count(*) filter (where state = 'queued') as queued,
      min(requested_at) filter (where state = 'queued') as queued_since
    from audits where state in ('queued', 'running')) as under_way
  cross join (
    select count(*) as slots, min(at) as slots_since from digest_slots where left_to_do is not null) as slots
  cross join (
    select count(*) filter (where given_up_at is null) as alerts,
      min(at) filter (where given_up_at is null) as alerts_since,
      count(*) filter (where given_up_at is not null) as alerts_given_up
    from alert_deliveries join alerts on alerts.id = alert_id where confirmed_at is null) as deliveries
  left join (
    select in_scope, read from posture_days where subject = $1 order by day desc limit 1) as posture
    on true`;

/**
 * pg-boss keeps queues of its own beside the app's. What waits behind work of the same name that is under way is counted,
 * but waits for its turn, not for somebody.
 */
const RINGS = `
  select queue.name, count(job.id) filter (where job.state < 'active') as count,
         case when count(job.id) filter (where job.state = 'active') = 0 then min(job.created_on) end as since
    from pgboss.queue left join pgboss.job on job.name = queue.name and job.state <= 'active'
   where not starts_with(queue.name, '__') group by queue.name`;

const FINDINGS = `
  select severity, count(*) as count from findings where state not in ('resolved', 'closed') group by severity`;
