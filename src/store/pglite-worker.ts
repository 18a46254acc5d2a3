import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { type EncodedParameter, RESULT_PARSERS } from "./values.ts";

/** SQL for the worker to run: one statement with parameters, or several without. */
export type Statements =
  | { readonly order: "query"; readonly sql: string; readonly parameters: EncodedParameter[] }
  | { readonly order: "exec"; readonly sql: string };

/** What the worker is asked to do. The main thread asks for one thing at a time. */
export type Order = Statements | { readonly order: "dump" } | { readonly order: "close" };

/** An error as far as it survives the way between threads. */
export interface Failure {
  readonly message: string;
  /** PostgreSQL's own fields, `code` among them, where it was PostgreSQL that refused. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** How an order went. The first answer, unasked, is that the database is ready. */
export type Answer =
  | { readonly kind: "done"; readonly value?: unknown }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What the worker says: answers, and notifications whenever they come. */
export type Message =
  | Answer
  | { readonly kind: "notification"; readonly channel: string; readonly payload: string };

const FIELDS = [
  "severity",
  "code",
  "detail",
  "hint",
  "position",
  "where",
  "schema",
  "table",
  "column",
  "constraint",
];

const folder: string = workerData.folder;

const database = await PGlite.create(folder, {
  parsers: RESULT_PARSERS,
  startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=64MB"],
});

database.onNotification((channel, payload) => say({ kind: "notification", channel, payload }));
parentPort?.on("message", answer);
say({ kind: "done" });

async function answer(order: Order): Promise<void> {
  try {
    say({ kind: "done", value: await carryOut(order) });
  } catch (error) {
    say({ kind: "failed", failure: toFailure(error) });
  }
}

async function carryOut(order: Order): Promise<unknown> {
  switch (order.order) {
    case "query":
      return (await database.query(order.sql, order.parameters)).rows;
    case "exec":
      return (await database.exec(order.sql)).flatMap((result) => result.rows);
    case "dump":
      return (await database.dumpDataDir("gzip")).bytes();
    case "close":
      return database.close();
  }
}

function toFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error) };
  if (!("severity" in error)) return { message: error.stack ?? error.message };
  const values = new Map(Object.entries(error));
  return {
    message: error.message,
    fields: Object.fromEntries(FIELDS.map((field) => [field, values.get(field)])),
  };
}

function say(message: Message): void {
  parentPort?.postMessage(message);
}
