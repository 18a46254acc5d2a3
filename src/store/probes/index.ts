import type { Clock } from "../../clock.ts";
import type { Probe } from "../../domain/diagnosis.ts";
import type { Database } from "../database.ts";
import { auditLogProbe } from "./audit-log.ts";
import { auditsProbe } from "./audits.ts";
import { databaseProbe } from "./database.ts";
import { scheduleProbes } from "./schedules.ts";
import { serverProbe } from "./server.ts";
import type { Tables } from "./tables.ts";

export interface StoreProbeDependencies {
  readonly db: Database;
  readonly tables: Tables;
  readonly clock: Clock;
  /** Real time. */
  readonly now: () => Date;
  /** Whether ROOTCHECK_LOG_KEY is set. */
  readonly isSealed: boolean;
}

/** What is looked at in the database, and changed in nothing. */
export function storeProbes(dependencies: StoreProbeDependencies): readonly Probe[] {
  return [
    databaseProbe(dependencies),
    ...(dependencies.db.engine === "postgres" ? [serverProbe(dependencies)] : []),
    auditLogProbe(dependencies),
    auditsProbe(dependencies),
    ...scheduleProbes(dependencies),
  ];
}
