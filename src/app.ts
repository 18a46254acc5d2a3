import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { readOwnerRules } from "./findings/owners.ts";
import type { Log } from "./log.ts";
import { startHealth } from "./operations/health.ts";
import { type KeepTryingDependencies, keepTrying } from "./operations/keep-trying.ts";
import { startMetrics } from "./operations/metrics.ts";
import { createSlackApp } from "./slack/start.ts";
import { type Ground, type GroundWiring, isFinal, wireGround } from "./wiring/ground.ts";
import { wireUseCases } from "./wiring/use-cases.ts";

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
 * Starts rootcheck. Resolves when it is ready; while Slack or the database
 * is down it is alive, not ready, and keeps trying.
 * @throws {RootcheckError} where a setting has to be changed first.
 */
export async function start(config: Config, { clock, log, signal }: StartDependencies): Promise<RunningApp> {
  const givenUp = new AbortController();
  const trying: KeepTryingDependencies = { clock, log, signal: AbortSignal.any([signal, givenUp.signal]) };
  const started = new AsyncDisposableStack();
  const ownerRules = await readOwnerRules(config.owners);
  try {
    const health = await startHealth({ port: config.port, expected: ["database", "slack"], log });
    started.defer(health.close);
    const metrics = await startMetrics({ clock, log, health, port: config.metricsPort });
    started.defer(metrics.close);
    const { db } = await wire({ config, ownerRules, health, metrics, started, trying });
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

async function wire(wiring: GroundWiring): Promise<Ground> {
  const { config, health, metrics, started, trying } = wiring;
  const { clock, log } = trying;
  const { activity } = metrics;
  const ground = await wireGround(wiring);
  const { useCases, places } = await wireUseCases({ ...wiring, ground, isSlackOpen: () => slack.isOpen() });
  const { clients, identity } = ground;
  const slack = createSlackApp({
    ...{ config: config.slack, clients, identity, useCases, places, clock, log },
    ...{ onCall: activity.slackCalled, deliveries: activity.deliveries },
  });
  started.defer(() => slack.close(DRAIN_MILLISECONDS));
  started.defer(() => health.require("slack", () => false));
  if (slack.requestListener) health.serve("/slack/events", slack.requestListener);
  await keepTrying(trying, { what: "listen to Slack", isFinal, attempt: slack.open });
  health.require("slack", slack.isReady);
  return ground;
}
