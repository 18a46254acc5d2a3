import { Worker } from "node:worker_threads";
import pg from "pg";
import { RootcheckError } from "../domain/errors.ts";
import type { Answer, Failure, Message, Order, Statements } from "./pglite-worker.ts";

const SCRIPT = new URL("./pglite-worker.ts", import.meta.url);

/** The thread of the embedded database ended by itself, or something went wrong in it that was not SQL. */
export class DatabaseThreadError extends RootcheckError {
  constructor(what: string, options?: ErrorOptions) {
    super(
      "database_thread",
      `The embedded database was wanted, but ${what}. Restart rootcheck; committed data is kept.`,
      options,
    );
  }
}

/** The worker thread that a PGlite lives in. */
export interface PgliteThread {
  /** The rows that one or several statements return; the caller waits for them before it asks for more. */
  run<Row>(order: Statements): Promise<Row[]>;
  dump(): Promise<Uint8Array>;
  /** Resolves when the thread has ended unasked. */
  readonly lost: Promise<Error>;
  /** Closes the database, then ends the thread. */
  end(): Promise<void>;
}

/**
 * Starts a PGlite over a folder in a thread of its own, since it computes where it is called. When the thread
 * ends unasked, what waits for an answer, and all that is asked later, is rejected.
 */
export async function startPgliteThread(options: {
  folder: string;
  onNotification: (channel: string, payload: string) => void;
}): Promise<PgliteThread> {
  const { folder, onNotification } = options;
  const answers = createAnswers();
  const worker = new Worker(SCRIPT, {
    name: "pglite",
    workerData: { folder },
    env: {}, // none of the app's tokens
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  worker.on("message", (message: Message) => {
    if (message.kind === "notification") onNotification(message.channel, message.payload);
    else answers.receive(message);
  });
  worker.on("error", (cause) =>
    answers.fail(new DatabaseThreadError(`its thread failed: ${cause.message}`, { cause })),
  );
  const lost = Promise.withResolvers<Error>();
  let isEnding = false;
  worker.on("exit", (code) => {
    answers.fail(new DatabaseThreadError(`its thread has ended (exit code ${code})`));
    if (!isEnding) lost.resolve(answers.failure());
  });
  await answers.next();

  function ask<Value>(order: Order): Promise<Value> {
    const answer = answers.next<Value>();
    worker.postMessage(order);
    return answer;
  }

  return {
    run: ask,
    dump: () => ask({ order: "dump" }),
    lost: lost.promise,
    async end() {
      isEnding = true;
      if (!answers.failed()) await ask({ order: "close" });
      await worker.terminate();
    },
  };
}

/** What the thread answers, one at a time: first that it is ready, then to each order. */
function createAnswers() {
  let waiting: PromiseWithResolvers<unknown> | undefined;
  let failure: DatabaseThreadError | undefined;
  return {
    next<Value>(): Promise<Value> {
      if (failure) return Promise.reject(failure);
      waiting = Promise.withResolvers();
      return waiting.promise as Promise<Value>;
    },
    receive(answer: Answer): void {
      if (answer.kind === "done") waiting?.resolve(answer.value);
      else waiting?.reject(toError(answer.failure));
      waiting = undefined;
    },
    /** The first failure is the one to tell. */
    fail(error: DatabaseThreadError): void {
      failure ??= error;
      waiting?.reject(failure);
    },
    failed: () => failure !== undefined,
    failure: () => failure ?? new DatabaseThreadError("its thread has ended"),
  };
}

/** PostgreSQL's refusals come out as the same class as from a server. */
function toError(failure: Failure): Error {
  if (!failure.fields) return new DatabaseThreadError(`it failed: ${failure.message}`);
  return Object.assign(new pg.DatabaseError(failure.message, 0, "error"), failure.fields);
}
