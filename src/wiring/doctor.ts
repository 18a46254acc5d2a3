import type { People } from "../access/access.ts";
import { grantsOf } from "../access/roles.ts";
import { awsProbes } from "../aws/doctor/probes.ts";
import { type AwsReader, createAwsReader } from "../aws/reader.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { DoctorReport, Probe } from "../domain/diagnosis.ts";
import { readOwnerRules } from "../findings/owners.ts";
import { queueProbe } from "../jobs/probe.ts";
import type { Log } from "../log.ts";
import { isReadyAt } from "../operations/ask-ready.ts";
import { diagnose, enterDiagnosis } from "../operations/doctor.ts";
import { boltLog } from "../slack/bolt-log.ts";
import { createClients } from "../slack/clients.ts";
import { createPeople } from "../slack/people.ts";
import { createPlaces, type Places } from "../slack/places.ts";
import { slackProbes } from "../slack/probes/index.ts";
import type { UseCases } from "../slack/use-cases.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { openPostgres } from "../store/postgres.ts";
import { dataFolderProbe, freeBytes } from "../store/probes/data-folder.ts";
import { storeProbes } from "../store/probes/index.ts";
import { lockedProbes } from "../store/probes/locked.ts";
import { lookAtTables } from "../store/probes/tables.ts";

interface Common {
  readonly clock: Clock;
  readonly log: Log;
}

export interface DoctorWiring extends Common {
  readonly config: Config;
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly aws: AwsReader;
  readonly places: Places;
  readonly people: People;
  /** Whether Slack's deliveries can arrive now. */
  readonly isReady: () => Promise<boolean>;
}

/** Slack, AWS and servers go by real time, whatever the app's clock shows. */
const realTime = () => new Date();

/** What the sessions of a terminal's doctor are named after, which knows nobody: whoever has the settings can ask it. */
const IN_TERMINAL = "doctor-terminal";

/** The doctor of the running app, which looks with what the app works with. */
export function wireDoctor(wiring: DoctorWiring): UseCases["diagnose"] {
  const { config, db, clock, log, aws, places, people, isReady } = wiring;
  const { slack, port } = config;
  const grants = grantsOf(config.people);
  return (asker) =>
    diagnose({ clock, log }, [
      ...slackProbes({ config: slack, port, grants, places, peopleOf: () => people, isReady, now: realTime }),
      ...awsProbes({ reader: aws, purpose: () => enterDiagnosis(wiring, asker) }),
      ...insideProbes({ config, db, clock }),
      ...folderProbes({ config, clock }),
    ]);
}

/**
 * The doctor of a terminal, beside a running app or without one: nothing is migrated, locked or written. An embedded
 * database is only looked at from without.
 * @throws {RootcheckError} where a setting has to be changed first.
 */
export async function diagnoseFromOutside({ clock, log }: Common, config: Config): Promise<DoctorReport> {
  await readOwnerRules(config.owners);
  await using opened = new AsyncDisposableStack();
  const aws = createAwsReader({ config, clock, log });
  opened.defer(aws.close);
  const { slack, port, database } = config;
  const { answering: client } = createClients({ logger: boltLog(log), onCall: () => undefined }, slack);
  const isAppReady = (signal: AbortSignal) => isReadyAt(port, signal);
  return await diagnose({ clock, log }, [
    ...slackProbes({
      ...{ config: slack, port, grants: grantsOf(config.people), now: realTime },
      places: createPlaces({ client, channels: config.channels, log }),
      peopleOf: (home) => createPeople({ client, home, clock }),
    }),
    ...awsProbes({ reader: aws, purpose: async () => IN_TERMINAL }),
    ...(database.kind === "postgres"
      ? insideProbes({ config, db: openServer(database.url), clock })
      : lockedProbes),
    ...folderProbes({ config, clock, isAppReady }),
  ]);

  function openServer(databaseUrl: string): Database {
    const db = openPostgres({ databaseUrl, log, clock });
    opened.defer(db.close);
    return db;
  }
}

function insideProbes({
  config,
  db,
  clock,
}: Pick<DoctorWiring, "config" | "db" | "clock">): readonly Probe[] {
  const tables = lookAtTables(db);
  const inside = { db, tables, clock };
  return [
    ...storeProbes({ ...inside, now: realTime, isSealed: config.logKey !== undefined }),
    queueProbe(inside),
  ];
}

interface Folder {
  readonly config: Config;
  readonly clock: Clock;
  readonly isAppReady?: (signal: AbortSignal) => Promise<boolean>;
}

function folderProbes({ config: { database }, ...rest }: Folder): readonly Probe[] {
  if (database.kind === "postgres") return [];
  return [dataFolderProbe({ ...rest, directory: database.directory, freeBytes })];
}
