import type { Clock } from "../clock.ts";
import type { Probe } from "../domain/diagnosis.ts";
import type { Queryable } from "../store/database.ts";
import type { TableFinding, Tables } from "../store/probes/tables.ts";

export interface QueueProbeDependencies {
  readonly db: Queryable;
  readonly tables: Tables;
  readonly clock: Clock;
}

/** A job that waits is taken within seconds, unless one of its kind is being worked on. */
const LATE_MILLISECONDS = 5 * 60_000;

/** Looks whether the queue's doorbell is heard. */
export function queueProbe({ db, tables, clock }: QueueProbeDependencies): Probe {
  return tables.probe({
    area: "store",
    subject: "Queue",
    tried: "the jobs that wait in it",
    look: () => lookAtQueue(db, clock.now()),
  });
}

interface Waiting {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
  readonly oldest: Date | null;
}

async function lookAtQueue(db: Queryable, now: Date): Promise<TableFinding> {
  const [made] = await db.query<{ there: boolean }>("select to_regclass('pgboss.job') is not null as there");
  if (!made?.there) return { verdict: "off", found: "There is none yet; rootcheck makes it as it starts." };
  const kinds = await db.query<Waiting>(
    `select name, count(*) filter (where state < 'active')::int as waiting,
            count(*) filter (where state = 'active')::int as active,
            min(created_on) filter (where state < 'active' and start_after <= $1) as oldest
       from pgboss.job where state <= 'active' and not starts_with(name, '__pgboss__')
      group by name order by name`,
    [now],
  );
  const waiting = kinds.reduce((sum, kind) => sum + kind.waiting, 0);
  const unheard = kinds.filter(
    ({ active, oldest }) => active === 0 && oldest && now.getTime() - oldest.getTime() > LATE_MILLISECONDS,
  );
  if (unheard.length === 0)
    return { verdict: "good", found: `${waiting || "No"} ${waiting === 1 ? "job waits" : "jobs wait"}.` };
  const named = unheard.map(({ name, waiting: count }) => `${count} of ${name}`).join(", ");
  const does = "Start rootcheck; if it is running, “The queue failed” in its log says why:";
  return {
    verdict: "warning",
    found: `Nobody takes the jobs that wait: ${named}.`,
    mend: { does, text: "npm start" },
  };
}
