import { type Db, PgBoss } from "pg-boss";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Database } from "../store/database.ts";

/** One kind of work that is rung for by name. */
export interface Job<Data extends object> {
  readonly name: string;
  /** How many run at the same time in this process. */
  readonly concurrency: number;
  /** Rejecting is logged and not repeated: the sweep rings again for whatever the tables say is undone. */
  handle(data: Data, signal: AbortSignal): Promise<void>;
}

/** The doorbell: it wakes a worker somewhere for work that the tables already hold. */
export interface Queue {
  /** Rings for a job; a second ring with the same key, while the first waits, changes nothing. */
  ring(name: string, key: string, data: object): Promise<void>;
  /** Starts working on a kind of job. */
  work<Data extends object>(job: Job<Data>): Promise<void>;
  /** Aborts what is running, waits for it to let go, and stops. */
  stop(): Promise<void>;
}

const STOP_MILLISECONDS = 5_000;

/** No job is ever worked on for longer; an audit's own lease notices a dead worker within seconds. */
const LONGEST_SECONDS = 6 * 3600;

export async function startQueue({
  db,
  clock,
  log,
}: {
  db: Database;
  clock: Clock;
  log: Log;
}): Promise<Queue> {
  const boss = new PgBoss({
    db: asBossDatabase(db),
    backend: db.engine,
    clock: { ...clock, now: () => clock.now().getTime() },
    useListenNotify: true,
    schedule: false,
    monitorVacuum: false,
    reindex: false,
  });
  boss.on("error", (error) => log.error({ err: error }, "The queue failed"));
  boss.on("warning", (warning) => log.warn({ warning }, "The queue warns"));
  await boss.start();
  const stopping = new AbortController();

  return {
    ring: async (name, key, data) => {
      await boss.send(name, data, { singletonKey: key });
    },

    work: async (job) => {
      await boss.createQueue(job.name, {
        policy: "short",
        notify: true,
        retryLimit: 0,
        expireInSeconds: LONGEST_SECONDS,
        deleteAfterSeconds: 3600,
      });
      const options = { localConcurrency: job.concurrency, notifyPollingIntervalSeconds: 5 };
      type Data = Parameters<typeof job.handle>[0];
      await boss.work<Data>(job.name, options, async (batch) => {
        for (const { data } of batch) await attempt(job, data, stopping.signal, log);
      });
    },

    stop: async () => {
      stopping.abort(new Error("rootcheck is stopping"));
      await boss.stop({ graceful: true, timeout: STOP_MILLISECONDS, close: false });
    },
  };
}

async function attempt<Data extends object>(
  job: Job<Data>,
  data: Data,
  signal: AbortSignal,
  log: Log,
): Promise<void> {
  try {
    await job.handle(data, signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason) log.info({ job: job.name, data }, "A job was cut short");
    else log.error({ err: error, job: job.name, data }, "A job failed");
    throw error;
  }
}

/** The store as pg-boss wants to see it: statements without parameters may be several in one text. */
function asBossDatabase(db: Database): Db {
  return {
    executeSql: async (text, values) => ({
      rows: values?.length ? await db.query(text, values) : await db.exec(text),
    }),
    listen: async (channel, onNotification, onReconnect) => ({
      close: await db.listen(channel, onNotification, onReconnect),
    }),
  };
}
