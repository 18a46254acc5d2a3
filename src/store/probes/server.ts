import type { Diagnosis, Probe } from "../../domain/diagnosis.ts";
import type { Queryable } from "../database.ts";
import type { Tables } from "./tables.ts";

export interface ServerProbeDependencies {
  readonly db: Queryable;
  readonly tables: Tables;
  /** Real time, as the server has it. */
  readonly now: () => Date;
}

type Finding = Pick<Diagnosis, "verdict" | "found" | "mend">;

/** Looks at what only a server has: connections, a clock of its own, and rights. */
export function serverProbe(dependencies: ServerProbeDependencies): Probe {
  const line = (subject: string, tried: string, finding: Finding): Diagnosis => ({
    ...{ area: "store", subject, tried },
    ...finding,
  });
  return {
    area: "store",
    subject: "PostgreSQL",
    async look() {
      const isReached = await dependencies.db.query("select 1").then(
        () => true,
        () => false, // the database's own line says why
      );
      if (!isReached) return [];
      const [connections, clock, rights] = await Promise.all([
        lookAtConnections(dependencies),
        lookAtClock(dependencies),
        lookAtRights(dependencies),
      ]);
      return [
        line("Connections", "pg_stat_activity against max_connections", connections),
        line("Database clock", "clock_timestamp() against this machine's", clock),
        line("Database rights", "has_schema_privilege", rights),
      ];
    },
  };
}

/** One process takes up to eleven: ten to work with, and one to listen. An upgrade has two for a while. */
const WANTED = 11;

async function lookAtConnections({ db }: ServerProbeDependencies): Promise<Finding> {
  const [found] = await db.query<{ most: number; taken: number }>(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
            count(*)::int as taken
       from pg_stat_activity where backend_type = 'client backend'`,
  );
  const { most = 0, taken = 0 } = found ?? {};
  const left = `${Math.max(0, most - taken)} of ${most} are left`;
  if (most - taken >= WANTED) return { verdict: "good", found: `${left}.` };
  const does = `One more process of rootcheck takes up to ${WANTED}. Let the server have more, and restart it:`;
  const mend = { does, text: `alter system set max_connections = ${most + 50};` };
  return { verdict: "warning", found: `Only ${left}.`, mend };
}

const SKEW_SECONDS = 60;

async function lookAtClock({ db, now }: ServerProbeDependencies): Promise<Finding> {
  const [server] = await db.query<{ now: Date }>("select clock_timestamp() as now");
  const seconds = Math.round(Math.abs(now().getTime() - (server?.now ?? now()).getTime()) / 1000);
  const found = `The server and this machine are ${seconds} s apart.`;
  if (seconds <= SKEW_SECONDS) return { verdict: "good", found };
  const does =
    "rootcheck goes by its own machine's clock, so audits and schedules are right, but the server's logs and backups bear other times. Have both follow a time server:";
  const mend = { does, text: "sudo timedatectl set-ntp true" };
  return { verdict: "warning", found, mend };
}

/** The schema of the queue is made by a migration, which takes a right of its own on the first start alone. */
async function lookAtRights({ db, tables }: ServerProbeDependencies): Promise<Finding> {
  const [found] = await db.query<{ role: string; schema: string | null; database: string; may: boolean }>(
    `select quote_ident(current_user) as role, quote_ident(current_schema()) as schema,
            quote_ident(current_database()) as database,
            coalesce(has_schema_privilege(current_schema(), 'create'), false)
              and (to_regnamespace('pgboss') is not null or has_database_privilege(current_database(), 'create')) as may`,
  );
  if (!found) throw new Error("PostgreSQL did not say what its user may do.");
  if (found.may) return { verdict: "good", found: "Its user may make tables, as upgrades need." };
  const isPending = await tables.state().then(
    ({ pending }) => pending.length > 0,
    () => true,
  );
  const does = "As the database's owner:";
  const grant = [
    `grant create on schema ${found.schema ?? "public"} to ${found.role};`,
    `grant create on database ${found.database} to ${found.role};`,
  ].join("\n");
  return {
    verdict: isPending ? "broken" : "warning",
    found: `Its user may not make tables, so ${isPending ? "rootcheck cannot start" : "the next upgrade will not start"}.`,
    mend: { does, text: grant },
  };
}
