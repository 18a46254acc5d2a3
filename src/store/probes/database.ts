import type { Diagnosis, Mend, Probe } from "../../domain/diagnosis.ts";
import { messageOf } from "../../domain/errors.ts";
import type { Database } from "../database.ts";
import { DatabaseNewerError, MigrationChangedError } from "../migrate.ts";
import { asDatabaseRefusal } from "../ready.ts";
import type { Tables } from "./tables.ts";

export interface DatabaseProbeDependencies {
  readonly db: Database;
  readonly tables: Tables;
}

/** Slower than this, and people notice. */
const SLOW_MILLISECONDS = 250;

/** Looks whether the database can be reached, and whether its tables are those of this release. */
export function databaseProbe({ db, tables }: DatabaseProbeDependencies): Probe {
  const tried = db.engine === "postgres" ? "a query at DATABASE_URL" : "a query";
  const common = { area: "store", subject: "Database", tried } as const;
  return {
    ...common,
    async look() {
      try {
        const reached = await reach(db);
        return [{ ...common, ...reached }, await migrationsLine(tables)];
      } catch (error) {
        return [{ ...common, verdict: "broken", ...unreached(error) }];
      }
    },
  };
}

type Finding = Pick<Diagnosis, "verdict" | "found" | "mend">;

/** The second query, because the first may have to connect. */
async function reach(db: Database): Promise<Finding> {
  const [server] = await db.query<{ version: string }>("select current_setting('server_version') as version");
  const asked = performance.now();
  await db.query("select 1");
  const milliseconds = Math.max(1, Math.round(performance.now() - asked));
  const what = db.engine === "postgres" ? "PostgreSQL" : "The embedded database, PostgreSQL";
  const found = `${what} ${server?.version}, answers in ${milliseconds} ms.`;
  if (milliseconds <= SLOW_MILLISECONDS) return { verdict: "good", found };
  const does =
    "Every answer of rootcheck's takes several queries. See what else the machine and the database are busy with, and that they are near to each other.";
  return { verdict: "warning", found, mend: { does } };
}

function unreached(error: unknown): { readonly found: string; readonly mend: Mend } {
  const refusal = asDatabaseRefusal(error);
  if (refusal) {
    const does = "Correct user, password or database in DATABASE_URL; this has to answer:";
    return { found: refusal.message, mend: { does, text: `psql "$DATABASE_URL" -c 'select 1'` } };
  }
  const does = "Start the database, or let this machine reach it; this has to answer:";
  return {
    found: `It cannot be reached: ${messageOf(error)}.`,
    mend: { does, text: `psql "$DATABASE_URL" -c 'select 1'` },
  };
}

async function migrationsLine(tables: Tables): Promise<Diagnosis> {
  const common = { area: "store", subject: "Tables", tried: "the migrations that it has had" } as const;
  try {
    const { applied, pending } = await tables.state();
    if (pending.length === 0)
      return { ...common, verdict: "good", found: `All ${applied} migrations have been made.` };
    if (applied === 0)
      return { ...common, verdict: "off", found: "There are none yet; rootcheck makes them as it starts." };
    const missing = pending.map(({ id }) => id).join(", ");
    return { ...common, verdict: "off", found: `rootcheck adds ${missing} the next time it starts.` };
  } catch (error) {
    if (!(error instanceof DatabaseNewerError || error instanceof MigrationChangedError)) throw error;
    const does = "Run the release of rootcheck that ran last with this database, or a newer one:";
    return { ...common, verdict: "broken", found: error.message, mend: { does, text: "git pull && npm ci" } };
  }
}
