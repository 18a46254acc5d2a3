import pg from "pg";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { answersInTime } from "./alive.ts";
import type { ServerDatabase } from "./database.ts";
import { createGate } from "./gate.ts";
import { PostgresListener } from "./postgres-listener.ts";
import { withCallersStack } from "./stack.ts";
import { execOrRollBack, runTransaction, type Session } from "./transaction.ts";
import { encodeParameters, RESULT_PARSERS } from "./values.ts";

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** Far above what any statement of the app takes, and low enough that a stuck one does not hold a slot for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;

/**
 * A PostgreSQL server behind a pool. Nothing is connected before the first call, so a server that is down at
 * the start only makes calls fail until it comes.
 */
export function openPostgres(options: { databaseUrl: string; log: Log; clock: Clock }): ServerDatabase {
  const { databaseUrl, log, clock } = options;
  const connection: pg.ClientConfig = {
    connectionString: databaseUrl,
    application_name: "rootcheck",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...connection,
    max: POOL_SIZE,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    types: { getTypeParser: (oid, format) => RESULT_PARSERS[oid] ?? pg.types.getTypeParser(oid, format) },
  });
  pool.on("error", (error) => log.warn({ err: error }, "An idle database connection broke"));
  const listener = new PostgresListener({ connection, log, clock });
  const gate = createGate();

  function lend<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return gate.enter(() => withSession(pool, work));
  }

  return {
    engine: "postgres",
    query: (sql, parameters) => withCallersStack(lend((session) => session.query(sql, parameters))),
    exec: (sql) => withCallersStack(lend((session) => execOrRollBack(session, sql))),
    transaction: (work) => lend((session) => runTransaction(session, gate, work)),
    listen: (channel, onNotification, onSubscribed) =>
      gate.enter(() => listener.listen({ channel, onNotification, onSubscribed })),
    isAlive: () => answersInTime(clock, () => lend((session) => session.query("select 1"))),
    lost: new Promise(() => undefined),
    async close() {
      const closed = gate.close(() => pool.end());
      await listener.close(); // rejects those who still wait to listen, and who are inside the gate
      await closed;
    },
  };
}

/** Lends a connection of the pool; one that broke meanwhile does not go back. */
async function withSession<T>(pool: pg.Pool, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let breakage: { readonly error: unknown } | undefined;
  const onError = (error: unknown) => {
    breakage ??= { error };
  };
  client.on("error", onError);

  async function run<Row>(statement: () => Promise<Row[]>): Promise<Row[]> {
    if (breakage) throw breakage.error; // pg would only say that the client is no longer usable
    try {
      return await statement();
    } catch (error) {
      if (!isRefusedStatement(error)) onError(error);
      throw error;
    }
  }

  const session: Session = {
    query: (sql, parameters = []) =>
      run(async () => (await client.query({ text: sql, values: encodeParameters(parameters) })).rows),
    exec: (sql) => run(async () => rowsOf(await client.query(sql))),
    async rollback() {
      if (!breakage) await client.query("rollback").catch(onError);
    },
  };
  try {
    return await work(session);
  } finally {
    client.off("error", onError);
    client.release(breakage !== undefined);
  }
}

/** The server refused the statement and the connection lives on. */
function isRefusedStatement(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.severity === "ERROR";
}

/** Several statements are answered with an array of results, whatever the types of pg say. */
function rowsOf(answer: pg.QueryResult | pg.QueryResult[]) {
  return [answer].flat().flatMap((result) => result.rows);
}
