import { createAccess } from "./access/access.ts";
import { grantsOf } from "./access/roles.ts";
import { createAccountDirectory } from "./accounts/directory.ts";
import { createUnitDirectory } from "./accounts/units.ts";
import { createProfiles } from "./audit/profiles.ts";
import { exportLog } from "./audit-log/export-log.ts";
import { lookIntoLog, turnLog } from "./audit-log/read-log.ts";
import { recordStart } from "./audit-log/record-start.ts";
import { createAwsReader } from "./aws/reader.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { RootcheckError } from "./domain/errors.ts";
import { needsTags, type OwnerRules } from "./domain/owner-rules.ts";
import { readOwnerRules } from "./findings/owners.ts";
import { ringAudit } from "./jobs/audit.ts";
import { findingsJob, ringFindings, startFindingRounds } from "./jobs/findings.ts";
import { startLogHead } from "./jobs/log-head.ts";
import { startQueue } from "./jobs/queue.ts";
import { startScheduleRounds } from "./jobs/schedules.ts";
import { startUpkeep } from "./jobs/upkeep.ts";
import type { Log } from "./log.ts";
import { type HealthServer, startHealth } from "./operations/health.ts";
import { keepTrying } from "./operations/keep-trying.ts";
import { type Metrics, startMetrics } from "./operations/metrics.ts";
import { boltLog } from "./slack/bolt-log.ts";
import { createClients, identify } from "./slack/clients.ts";
import { createLogMessenger } from "./slack/log-messenger.ts";
import { createMessenger } from "./slack/messenger.ts";
import { createPeople, timeZoneOf } from "./slack/people.ts";
import { createPlaces } from "./slack/places.ts";
import { createSlackApp } from "./slack/start.ts";
import type { UseCases } from "./slack/use-cases.ts";
import { releaseAllLeases } from "./store/audit-leases.ts";
import { createLogAppender } from "./store/audit-log.ts";
import type { Database } from "./store/database.ts";
import { openReadyDatabase } from "./store/ready.ts";
import { firstTime } from "./store/seen.ts";
import { wireAudits } from "./wire-audits.ts";
import { wireDoctor } from "./wire-doctor.ts";
import { wireFindings } from "./wire-findings.ts";
import { wireIdentity } from "./wire-identity.ts";
import { wireSchedules } from "./wire-schedules.ts";

export interface StartDependencies {
  readonly clock: Clock;
  readonly log: Log;
  /** Gives a start up while it is still waiting for Slack or the database. */
  readonly signal: AbortSignal;
}

/** The app while it runs. */
export interface RunningApp {
  /** The port of `/healthz`, `/readyz`, `/metrics` and, in HTTP mode, `/slack/events`. */
  readonly port: number;
  /** Resolves, with why, if it cannot go on and has to be started anew. */
  readonly lost: Promise<Error>;
  /** Finishes what has been acknowledged, then lets go of everything. */
  stop(): Promise<void>;
}

/** How long stopping waits for answers that are under way; orchestrators kill after thirty seconds. */
const DRAIN_MILLISECONDS = 20_000;

/**
 * Starts rootcheck: the one place where everything is wired. Resolves when it is ready; while Slack or the database
 * is down it is alive, not ready, and keeps trying.
 * @throws {RootcheckError} where a setting has to be changed first.
 */
export async function start(config: Config, { clock, log, signal }: StartDependencies): Promise<RunningApp> {
  const givenUp = new AbortController();
  const trying: Trying = { clock, log, signal: AbortSignal.any([signal, givenUp.signal]) };
  const started = new AsyncDisposableStack();
  const ownerRules = await readOwnerRules(config.owners);
  try {
    const health = await startHealth({ port: config.port, expected: ["database", "slack"], log });
    started.defer(health.close);
    const metrics = await startMetrics({ clock, log, health, port: config.metricsPort });
    started.defer(metrics.close);
    const db = await wire({ config, ownerRules, health, metrics, started, trying });
    log.info(
      {
        port: health.port,
        metricsPort: metrics.port,
        slack: config.slack.connection.mode,
        database: config.database.kind,
      },
      "rootcheck is ready",
    );
    const running = started.move();
    return { port: health.port, lost: db.lost, stop: () => running.disposeAsync() };
  } catch (error) {
    givenUp.abort(error);
    await started.disposeAsync();
    throw error;
  }
}

type Trying = Parameters<typeof keepTrying>[0];

interface Wiring {
  readonly config: Config;
  readonly ownerRules: OwnerRules;
  readonly health: HealthServer;
  readonly metrics: Metrics;
  /** What has been started, to be stopped in the opposite order. */
  readonly started: AsyncDisposableStack;
  readonly trying: Trying;
}

async function wire({ config, ownerRules, health, metrics, started, trying }: Wiring): Promise<Database> {
  const { clock, log } = trying;
  const { activity } = metrics;
  const isFinal = (error: unknown) => error instanceof RootcheckError;
  const clients = createClients({ logger: boltLog(log), onCall: activity.slackCalled }, config.slack);
  const opening = keepTrying(trying, {
    what: "open the database",
    isFinal,
    attempt: () => openDatabase(config, trying),
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
  await recordStart({ db, appendToLog, clock }, config);
  started.defer(startLogHead({ db, clock, log }));

  const aws = createAwsReader({ config, clock, log, onAttempts: activity.awsAttempted });
  started.defer(aws.close);
  const directory = createAccountDirectory({ db, source: aws, clock, log });
  const units = createUnitDirectory({ db, source: aws, clock, log });
  const profiles = createProfiles({ db, reader: aws, clock, log, withTags: needsTags(ownerRules) });

  if (db.engine === "pglite") await releaseAllLeases(db); // no other process can have any
  const queue = await startQueue({ db, clock, log });
  started.defer(queue.stop);
  metrics.measure(db, dataDirectoryOf(config));
  const people = createPeople({ client: clients.answering, home: identity, clock });
  const grants = grantsOf(config.people);
  const access = createAccess({ grants, people, log });
  const places = createPlaces({ client: clients.answering, channels: config.channels, log });
  // A rate limit on a client that waits it out would hold up its answers too.
  const postingPlaces = createPlaces({ client: clients.posting, channels: config.channels, log });
  const posting = { client: clients.posting, clock };
  const messenger = createMessenger(posting);
  const logMessenger = createLogMessenger(posting);
  const ring = (auditId: number) => ringAudit(queue, auditId);
  const schedules = wireSchedules({
    ...{ config, db, clock, log, people, grants, posting, appendToLog, ring, places: postingPlaces },
    onSettled: activity.digestSettled,
  });
  const { digests, watches, history, ended } = schedules;
  const findings = wireFindings({
    ...{ config, db, clock, log, access, people, grants, messenger, posting, places: postingPlaces },
    ...{ aws, directory, units, profiles, ownerRules, appendToLog, ring: () => ringFindings(queue) },
    retell: { alert: watches.retell, digest: digests.retell },
  });
  const audits = await wireAudits({
    ...{ config, db, clock, log, aws, directory, units, profiles, messenger, appendToLog, queue },
    ...{ follow: findings.follow, ended, onClosed: activity.auditClosed, onRead: activity.accountRead },
  });
  started.defer(audits.stop);
  const accountIdentity = await wireIdentity({
    ...{ db, clock, log, access, aws, directory, posting, appendToLog, queue },
    concurrency: config.aws.concurrency,
  });
  started.defer(accountIdentity.stop);
  await queue.work(findingsJob({ findings }));
  started.defer(startFindingRounds({ findings, queue, clock, log }));
  started.defer(startScheduleRounds({ digests, watches, clock, log }));
  const { rollUp } = history;
  const dataDirectory = dataDirectoryOf(config);
  started.defer(startUpkeep({ database: db, dataDirectory, rollUp, clock, log }));
  const useCases: UseCases = {
    ...{ access, findings, digests, watches, history },
    ...audits.useCases,
    ...accountIdentity.useCases,
    lookIntoLog: (look) => lookIntoLog({ db, appendToLog, clock }, look),
    turnLog: (filter, page) => turnLog({ db }, filter, page),
    exportLog: (request) => exportLog({ db, appendToLog, messenger: logMessenger, clock }, request),
    diagnose: wireDoctor({
      ...{ config, db, clock, log, aws, places, people },
      isReady: async () => slack.isOpen(),
    }),
    timeZoneOf: (user) => timeZoneOf({ people, log }, user),
    firstTime: (delivery) => firstTime(db, delivery, clock.now()),
  };

  const slack = createSlackApp({
    ...{ config: config.slack, clients, identity, useCases, places, clock, log },
    ...{ onCall: activity.slackCalled, deliveries: activity.deliveries },
  });
  started.defer(() => slack.close(DRAIN_MILLISECONDS));
  started.defer(() => health.require("slack", () => false));
  if (slack.requestListener) health.serve("/slack/events", slack.requestListener);
  await keepTrying(trying, { what: "listen to Slack", isFinal, attempt: slack.open });
  health.require("slack", slack.isReady);
  return db;
}

function openDatabase(config: Config, dependencies: { clock: Clock; log: Log }): Promise<Database> {
  const databaseUrl = config.database.kind === "postgres" ? config.database.url : undefined;
  return openReadyDatabase({ ...dependencies, databaseUrl, dataDirectory: dataDirectoryOf(config) });
}

function dataDirectoryOf({ database }: Config): string {
  return database.kind === "embedded" ? database.directory : "";
}
