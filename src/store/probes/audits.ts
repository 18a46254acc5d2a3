import type { Clock } from "../../clock.ts";
import { auditName } from "../../domain/audit.ts";
import type { Probe } from "../../domain/diagnosis.ts";
import type { Queryable } from "../database.ts";
import { ageInWords } from "./age.ts";
import type { TableFinding, Tables } from "./tables.ts";

export interface AuditsProbeDependencies {
  readonly db: Queryable;
  readonly tables: Tables;
  readonly clock: Clock;
}

/** A worker renews its lease every two seconds, and the sweep rings for what nobody has every five. */
const LATE_MILLISECONDS = 60_000;

/** Looks whether somebody works on every audit that is under way. */
export function auditsProbe({ db, tables, clock }: AuditsProbeDependencies): Probe {
  return tables.probe({
    area: "store",
    subject: "Audits under way",
    tried: "the leases of their workers",
    look: () => lookAtLeases(db, clock.now()),
  });
}

interface Going {
  readonly id: number;
  readonly state: "queued" | "running";
  /** Since when nobody has worked on it, if nobody does. */
  readonly idle_since: Date;
}

async function lookAtLeases(db: Queryable, now: Date): Promise<TableFinding> {
  const going = await db.query<Going>(
    `select id, state, coalesce(lease_until, requested_at) as idle_since
       from audits where state in ('queued', 'running') order by id`,
  );
  // A process works on few at a time, so that others may have to wait for their turn.
  const isAnyWorkedOn = going.some(({ idle_since }) => idle_since > now);
  const late = going.filter(
    ({ state, idle_since }) =>
      now.getTime() - idle_since.getTime() > LATE_MILLISECONDS && (state === "running" || !isAnyWorkedOn),
  );
  if (late.length === 0)
    return {
      verdict: "good",
      found: going.length > 0 ? `All ${going.length} have a worker, or wait for one.` : "There are none.",
    };
  const named = late.map(({ id, idle_since }) => `${auditName(id)} for ${ageInWords(idle_since, now)}`);
  const does =
    "Start rootcheck, which goes on with it. If it is running, “A job failed” in its log says why; the audit's button cancels it.";
  return {
    verdict: "warning",
    found: `Nobody has worked on ${named.join(", ")}.`,
    mend: { does, text: "npm start" },
  };
}
