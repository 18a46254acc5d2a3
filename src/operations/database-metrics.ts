import { performance } from "node:perf_hooks";
import { Gauge, type Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Database } from "../store/database.ts";
import { countFigures } from "../store/figures.ts";
import { freeBytes } from "../store/probes/data-folder.ts";
import { type Counted, databaseGauges } from "./database-gauges.ts";
import { inTime } from "./in-time.ts";

/** What is counted in the database. */
export interface DatabaseMetrics {
  /** From now on this database is looked at, and the folder of an embedded one; before, it counts as down. */
  measure(db: Database, dataDirectory: string): void;
  /** Counts anew, unless that was done a moment ago: no number of scrapers is a load. */
  refresh(): Promise<void>;
}

export interface DatabaseMetricsDependencies {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly log: Log;
}

const CURRENT_MILLISECONDS = 15_000;

/** Adds the gauges that are read from the database; while it cannot be asked, they are absent rather than old. */
export function createDatabaseMetrics({
  registry,
  clock,
  log,
}: DatabaseMetricsDependencies): DatabaseMetrics {
  const up = new Gauge({
    name: "rootcheck_database_up",
    help: "Whether the database answered this process when it was last counted in.",
    registers: [registry],
  });
  const show = createGauges(registry);
  let count: (() => Promise<Counted>) | undefined;
  let countedAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | undefined;

  async function refreshNow(): Promise<void> {
    countedAt = clock.now().getTime();
    try {
      const counted = count && (await inTime(clock, count()));
      show(counted);
      up.set(counted ? 1 : 0);
    } catch (error) {
      log.warn({ err: error }, "The metrics go without the database, which could not be counted in");
      show(undefined);
      up.set(0);
    }
  }

  return {
    measure(db, dataDirectory) {
      count = oneAtATime(() => countIn(db, dataDirectory, clock));
      countedAt = Number.NEGATIVE_INFINITY;
    },
    refresh() {
      if (clock.now().getTime() - countedAt >= CURRENT_MILLISECONDS)
        refreshing ??= refreshNow().finally(() => {
          refreshing = undefined;
        });
      return refreshing ?? Promise.resolve();
    },
  };
}

async function countIn(db: Database, dataDirectory: string, clock: Clock): Promise<Counted> {
  const began = performance.now();
  await db.query("select 1");
  const roundTripSeconds = (performance.now() - began) / 1000;
  const counted = { figures: await countFigures(db), roundTripSeconds, at: clock.now() };
  if (db.engine !== "pglite") return counted;
  return { ...counted, freeBytes: await freeBytes(dataDirectory) };
}

/** What was given up on still occupies the database: whoever asks meanwhile waits for the same. */
function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  return () => {
    underWay ??= work().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** Makes the gauges, which say nothing yet; returns what shows a count in them, or none. */
function createGauges(registry: Registry): (counted: Counted | undefined) => void {
  const gauges = databaseGauges.map(({ name, help, label, valueIn }) => {
    const labelNames = label === undefined ? [] : [label];
    const gauge = new Gauge({ name, help, labelNames, registers: [registry] });
    return (counted: Counted | undefined) => {
      if (label === undefined) gauge.remove();
      else gauge.reset();
      const value = counted && valueIn(counted);
      if (typeof value === "number") gauge.set(value);
      else if (value && label !== undefined)
        for (const [each, number] of Object.entries(value)) gauge.set({ [label]: each }, number);
    };
  });
  const show = (counted: Counted | undefined) => {
    for (const gauge of gauges) gauge(counted);
  };
  show(undefined);
  return show;
}
