import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { answersInTime } from "./alive.ts";
import { DATA_FOLDER, type DataFolder } from "./data-folder.ts";
import type { EmbeddedDatabase } from "./database.ts";
import { createGate } from "./gate.ts";
import { type PgliteThread, startPgliteThread } from "./pglite-thread.ts";
import { withCallersStack } from "./stack.ts";
import { execOrRollBack, runTransaction, type Session } from "./transaction.ts";
import { encodeParameters } from "./values.ts";

/** Opens the embedded database of a data folder, and makes it first where there is none. */
export async function openPglite(options: {
  folder: DataFolder;
  log: Log;
  clock: Clock;
}): Promise<EmbeddedDatabase> {
  const { folder, log, clock } = options;
  const path = join(folder.path, DATA_FOLDER.postgres);
  if (!existsSync(join(path, "PG_VERSION"))) await initialize(path, log);
  const channels = createChannels();
  const thread = await startPgliteThread({ folder: path, onNotification: channels.deliver });
  const session = createSession(thread);
  const gate = createGate();
  const exclusively = createQueue();

  /** There is one session only, so a transaction keeps everybody else waiting. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    return gate.enter(() => exclusively(work));
  }

  return {
    engine: "pglite",
    query: (sql, parameters) => withCallersStack(alone(() => session.query(sql, parameters))),
    exec: (sql) => withCallersStack(alone(() => execOrRollBack(session, sql))),
    transaction: (work) => alone(() => runTransaction(session, gate, work)),
    async listen(channel, onNotification, onSubscribed) {
      await alone(() => session.exec(`listen ${pg.escapeIdentifier(channel)}`));
      const stop = channels.add(channel, onNotification);
      onSubscribed?.();
      return stop;
    },
    isAlive: () => answersInTime(clock, () => alone(() => session.query("select 1"))),
    dump: () => alone(() => thread.dump()),
    lost: thread.lost,
    close: () =>
      gate.close(async () => {
        await thread.end();
        folder.release();
      }),
  };
}

/**
 * Makes the database beside its place and moves it there when it is whole: one that was left half made by a
 * kill would never start again.
 */
async function initialize(path: string, log: Log): Promise<void> {
  log.info({ path }, "Making the embedded database, which takes a few seconds");
  const unfinished = `${path}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const thread = await startPgliteThread({ folder: unfinished, onNotification: () => undefined });
  await thread.end();
  await rename(unfinished, path);
}

function createSession(thread: PgliteThread): Session {
  return {
    query: (sql, parameters = []) =>
      thread.run({ order: "query", sql, parameters: encodeParameters(parameters) }),
    exec: (sql) => thread.run({ order: "exec", sql }),
    async rollback() {
      await thread.run({ order: "exec", sql: "rollback" }).catch(() => undefined); // only fails with the thread itself
    },
  };
}

function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const current = last.then(work);
    last = current.catch(() => undefined); // the caller has it; the next one's turn comes all the same
    return current;
  };
}

function createChannels() {
  const listeners = new Map<string, Set<(payload: string) => void>>();
  return {
    deliver(channel: string, payload: string) {
      for (const listener of listeners.get(channel) ?? []) listener(payload);
    },
    /** A channel without listeners stays subscribed, which costs nothing. */
    add(channel: string, onNotification: (payload: string) => void) {
      const listener = (payload: string) => onNotification(payload);
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return async () => {
        listeners.get(channel)?.delete(listener);
      };
    },
  };
}
