import { recordStart } from "../audit-log/record-start.ts";
import type { Config } from "../config.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { ConfiguredOwnerRules } from "../findings/owners.ts";
import { startLogHead } from "../jobs/log-head.ts";
import type { HealthServer } from "../operations/health.ts";
import { type KeepTryingDependencies, keepTrying } from "../operations/keep-trying.ts";
import type { Metrics } from "../operations/metrics.ts";
import { boltLog } from "../slack/bolt-log.ts";
import { createClients, identify, type SlackClients, type SlackIdentity } from "../slack/clients.ts";
import { releaseAllLeases } from "../store/audit-leases.ts";
import { type AppendToLog, createLogAppender } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { openReadyDatabase } from "../store/ready.ts";

export interface GroundWiring {
  readonly config: Config;
  readonly ownerRules: ConfiguredOwnerRules;
  readonly health: HealthServer;
  readonly metrics: Metrics;
  /** What has been started, to be stopped in the opposite order. */
  readonly started: AsyncDisposableStack;
  readonly trying: KeepTryingDependencies;
}

/** What everything else stands on: a database that is ready, and Slack as it was reached. */
export interface Ground {
  readonly db: Database;
  /** Where an embedded database lies; empty where it is a server. */
  readonly dataDirectory: string;
  readonly appendToLog: AppendToLog;
  readonly clients: SlackClients;
  readonly identity: SlackIdentity;
}

/** Errors that trying again does not mend. */
export const isFinal = (error: unknown): boolean => error instanceof RootcheckError;

/**
 * Opens the database and reaches Slack, side by side, however long either is down.
 * @throws {RootcheckError} where a setting has to be changed first.
 */
export async function wireGround(wiring: GroundWiring): Promise<Ground> {
  const { config, ownerRules, health, metrics, started, trying } = wiring;
  const { clock, log } = trying;
  const clients = createClients({ logger: boltLog(log), onCall: metrics.activity.slackCalled }, config.slack);
  const dataDirectory = config.database.kind === "embedded" ? config.database.directory : "";
  const databaseUrl = config.database.kind === "postgres" ? config.database.url : undefined;
  const opening = keepTrying(trying, {
    what: "open the database",
    isFinal,
    attempt: () => openReadyDatabase({ clock, log, databaseUrl, dataDirectory }),
  });
  const opened = opening.then((database) => health.require("database", () => database.isAlive()));
  started.defer(() =>
    opening.then(
      (database) => database.close(),
      () => undefined,
    ),
  );
  const [db, identity] = await Promise.all([
    opening,
    keepTrying(trying, { what: "reach Slack", isFinal, attempt: () => identify(clients) }),
    opened,
  ]);
  const appendToLog = createLogAppender({ key: config.logKey });
  await recordStart({ db, appendToLog, clock }, { config, ownersSha256: ownerRules.fileSha256 });
  started.defer(startLogHead({ db, clock, log }));
  if (db.engine === "pglite") await releaseAllLeases(db); // no other process can have any
  return { db, dataDirectory, appendToLog, clients, identity };
}
