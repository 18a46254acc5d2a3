import type { RequestListener } from "node:http";
import { Gauge, Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { type Activity, createActivity } from "./activity-metrics.ts";
import { createDatabaseMetrics, type DatabaseMetrics } from "./database-metrics.ts";
import { type HealthServer, isReady, type Readiness } from "./health.ts";
import { startHttpServer } from "./http-server.ts";
import { inTime } from "./in-time.ts";
import { watchProcess } from "./process-metrics.ts";
import { readVersion } from "./version.ts";

/** Everything that Prometheus can be told of one running app, at `/metrics`. */
export interface Metrics extends Pick<DatabaseMetrics, "measure"> {
  /** Where it is told. */
  readonly port: number;
  /** What those who do something are given to tell of it. */
  readonly activity: Activity;
  close(): Promise<void>;
}

export interface MetricsDependencies {
  readonly clock: Clock;
  readonly log: Log;
  readonly health: HealthServer;
  /** A port of its own; absent where it shares that of the health server. */
  readonly port?: number | undefined;
}

/** Starts telling. The registry is its own: a process may start several apps. @throws {PortError} */
export async function startMetrics({ clock, log, health, port }: MetricsDependencies): Promise<Metrics> {
  const own =
    port === undefined ? undefined : await startHttpServer({ port, setting: "ROOTCHECK_METRICS_PORT", log });
  const server = own ?? health;
  const registry = new Registry();
  const activity = createActivity(registry);
  const database = createDatabaseMetrics({ registry, clock, log });
  const refreshReadiness = gaugeReadiness(registry, () =>
    // What does not answer in time is not there: a scrape is wanted most when something hangs.
    health.readiness((answer) => inTime(clock, answer).catch(() => false)),
  );
  const stopWatching = watchProcess(registry);
  tellRelease(registry);
  const listener: RequestListener = async (_request, response) => {
    try {
      await Promise.all([refreshReadiness(), database.refresh()]);
      const text = await registry.metrics();
      response.writeHead(200, { "content-type": registry.contentType }).end(text);
    } catch (error) {
      log.error({ err: error }, "The metrics could not be gathered");
      response.writeHead(500).end();
    }
  };
  server.serve("/metrics", listener);
  return {
    port: server.port,
    activity,
    measure: database.measure,
    async close() {
      stopWatching();
      await own?.close();
    },
  };
}

function gaugeReadiness(registry: Registry, ask: () => Promise<Readiness>): () => Promise<void> {
  const registers = [registry];
  const ready = new Gauge({
    name: "rootcheck_ready",
    help: "Whether the app is ready, as /readyz says.",
    registers,
  });
  const slackUp = new Gauge({
    name: "rootcheck_slack_up",
    help: "Whether Slack can be reached and its deliveries can arrive.",
    registers,
  });
  return async () => {
    const needed = await ask();
    ready.set(Number(isReady(needed)));
    slackUp.set(Number(needed.slack === true));
  };
}

function tellRelease(registry: Registry): void {
  const release = new Gauge({
    name: "rootcheck_build_info",
    help: "Always 1; the labels say which release runs on which Node.",
    labelNames: ["version", "node"],
    registers: [registry],
  });
  release.set({ version: readVersion(), node: process.version }, 1);
}
