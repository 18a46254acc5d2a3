import { createAccess } from "./access/access.ts";
import { createAccountDirectory } from "./accounts/directory.ts";
import { createUnitDirectory } from "./accounts/units.ts";
import { findAccountReport, lookUpAccount } from "./audit/account-report.ts";
import { findScope } from "./audit/find-scope.ts";
import { createProfiles } from "./audit/profiles.ts";
import { requestAudit } from "./audit/request-audit.ts";
import { findOverview, listFailures } from "./audit/standing.ts";
import { createAuditTeller } from "./audit/teller.ts";
import { createAuditEndings } from "./audit/wait-for-audit.ts";
import { createAwsReader } from "./aws/reader.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { RootcheckError } from "./domain/errors.ts";
import { AUDIT_JOB, auditJob } from "./jobs/audit.ts";
import { profilesJob, startProfileRounds } from "./jobs/profiles.ts";
import { startQueue } from "./jobs/queue.ts";
import { startSweep } from "./jobs/sweep.ts";
import { startUpkeep } from "./jobs/upkeep.ts";
import type { Log } from "./log.ts";
import { type HealthServer, startHealth } from "./operations/health.ts";
import { keepTrying } from "./operations/keep-trying.ts";
import { boltLog } from "./slack/bolt-log.ts";
import { createClients, identify } from "./slack/clients.ts";
import { createMessenger } from "./slack/messenger.ts";
import { createPeople } from "./slack/people.ts";
import { createPlaces } from "./slack/places.ts";
import { createSlackApp } from "./slack/start.ts";
import type { UseCases } from "./slack/use-cases.ts";
import { releaseAllLeases } from "./store/audit-leases.ts";
import { requestCancel } from "./store/audits.ts";
import type { Database } from "./store/database.ts";
import { openReadyDatabase } from "./store/ready.ts";
import { firstTime } from "./store/seen.ts";

export interface StartDependencies {
  readonly clock: Clock;
  readonly log: Log;
  /** Gives a start up while it is still waiting for Slack or the database. */
  readonly signal: AbortSignal;
}

/** The app while it runs. */
export interface RunningApp {
  /** The port of `/healthz`, `/readyz` and, in HTTP mode, `/slack/events`. */
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
  try {
    const health = await startHealth({ port: config.port, expected: ["database", "slack"], log });
    started.defer(health.close);
    const db = await wire({ config, health, started, trying });
    log.info(
      { port: health.port, slack: config.slack.connection.mode, database: config.database.kind },
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
  readonly health: HealthServer;
  /** What has been started, to be stopped in the opposite order. */
  readonly started: AsyncDisposableStack;
  readonly trying: Trying;
}

async function wire({ config, health, started, trying }: Wiring): Promise<Database> {
  const { clock, log } = trying;
  const isFinal = (error: unknown) => error instanceof RootcheckError;
  const clients = createClients(config.slack, boltLog(log));
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

  const aws = createAwsReader({ config, clock, log });
  started.defer(aws.close);
  const directory = createAccountDirectory({ db, source: aws, clock, log });
  const units = createUnitDirectory({ db, source: aws, clock, log });
  const profiles = createProfiles({ db, reader: aws, clock, log });

  if (db.engine === "pglite") await releaseAllLeases(db); // no other process can have any
  const queue = await startQueue({ db, clock, log });
  started.defer(queue.stop);
  const messenger = createMessenger({ client: clients.posting, clock });
  const teller = createAuditTeller({ db, messenger, clock, log });
  const reading = { directory, units, profiles, reader: aws, policy: config, ...config.aws };
  await queue.work(auditJob({ db, queue, teller, clock, log, ...reading }));
  await queue.work(profilesJob({ profiles }));
  started.defer(startSweep({ db, queue, teller, clock, log }));
  started.defer(startProfileRounds({ queue, clock, log }));
  started.defer(startUpkeep({ database: db, dataDirectory: dataDirectoryOf(config), clock, log }));

  const endings = await createAuditEndings({ db, clock, log });
  started.defer(endings.close);
  const people = createPeople({ client: clients.answering, home: identity, clock });
  const ring = (auditId: number) => queue.ring(AUDIT_JOB, String(auditId), { auditId });
  const useCases: UseCases = {
    access: createAccess({ grants: grantsOf(config), people, log }),
    accounts: directory,
    lookUpAccount: (request) => lookUpAccount({ db, clock, log, ring, endings }, request),
    findAccountReport: (account) => findAccountReport({ db }, account),
    findScope: (words) => findScope({ accounts: directory, units }, words),
    requestAudit: (request) => requestAudit({ db, clock, log, ring }, request),
    overview: () => findOverview({ db }),
    listFailures: (auditId, page) => listFailures({ db }, auditId, page),
    cancelAudit: (auditId, by) => requestCancel(db, auditId, by, clock.now()),
    firstTime: (delivery) => firstTime(db, delivery, clock.now()),
  };

  const places = createPlaces({ client: clients.answering, channels: config.channels, log });
  const slack = createSlackApp({ config: config.slack, clients, identity, useCases, places, clock, log });
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

function grantsOf({ people }: Config) {
  return {
    viewer: people.viewers,
    operator: people.operators,
    approver: people.approvers,
    auditor: people.auditors,
  };
}
