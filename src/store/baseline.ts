import { scopeKey } from "../domain/audit.ts";
import { NEEDING } from "../domain/finding-life.ts";
import type { Baseline } from "../domain/findings-shown.ts";
import type { Queryable } from "./database.ts";
import { countByCheck } from "./finding-lists.ts";

/** When the clock of the baseline was started, and by whom. */
export interface ClockStart {
  readonly at: Date;
  /** The Slack user id of who did. */
  readonly by: string;
}

/** Undefined until an operator has started it. */
export async function findClockStart(db: Queryable): Promise<ClockStart | undefined> {
  const rows = await db.query<ClockStart>("select started_at as at, started_by as by from baseline_clock");
  return rows[0];
}

/** Starts the clock once; false if it runs already. */
export async function startBaselineClock(db: Queryable, { at, by }: ClockStart): Promise<boolean> {
  const rows = await db.query(
    "insert into baseline_clock (started_at, started_by) values ($1, $2) on conflict do nothing returning alone",
    [at, by],
  );
  return rows.length > 0;
}

/** Whether an audit of the whole organization has come to its end, and the findings have been moved on by it. */
export async function isOrganizationFollowed(db: Queryable): Promise<boolean> {
  const rows = await db.query(
    `select 1 from audits where scope_key = $1 and state = 'finished' and followed_at is not null limit 1`,
    [scopeKey({ kind: "organization" })],
  );
  return rows.length > 0;
}

/**
 * What years have left behind, grouped by cause, and whether its clock has been started. There is nothing to look
 * through before the whole organization has been audited once.
 */
export async function findBaseline(db: Queryable): Promise<Baseline> {
  const [isComplete, started] = await Promise.all([isOrganizationFollowed(db), findClockStart(db)]);
  if (!isComplete && !started) return { groups: [], findings: 0 };
  const groups = await countByCheck(db, NEEDING);
  const findings = groups.reduce((sum, group) => sum + group.findings, 0);
  return { groups, findings, ...(started && { started }) };
}
