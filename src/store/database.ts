/** Where single SQL statements go: the database itself, or one transaction of it. */
export interface Queryable {
  /**
   * Runs one statement and returns its rows. Parameters are sent as text and PostgreSQL casts them: a Date, an
   * object (to json), a flat or nested array (to a PostgreSQL array; a json array has to be stringified first).
   * Rows have the same JavaScript types on both engines: `timestamptz` a Date, `json` and `jsonb` their value,
   * arrays arrays, `int8` (so `count` too) a number while it is safe and a bigint beyond, `numeric`, `date`,
   * `timestamp` and `interval` text. What PostgreSQL refuses rejects with pg's DatabaseError and its `code`.
   */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** One transaction. A statement that fails dooms it, caught or not; it cannot be used once it is over. */
export interface Transaction extends Queryable {
  /** Runs several statements without parameters; returns the rows of all of them. */
  exec<Row>(sql: string): Promise<Row[]>;
}

interface AnyDatabase extends Queryable {
  /**
   * Runs several statements without parameters; returns the rows of all of them. A transaction that they open
   * and fail to end is rolled back.
   */
  exec<Row>(sql: string): Promise<Row[]>;
  /**
   * Commits what `work` did, or rolls back and rejects with what it threw. Inside, only the transaction may be
   * used: a call to the database itself is refused, since on the embedded engine it would wait for ever. Keep it
   * short and wait for nothing but SQL: on the embedded engine everybody else waits meanwhile.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Calls back for each NOTIFY on the channel, across processes on PostgreSQL; reconnects by itself. Resolves,
   * with how to stop, once subscribed. `onSubscribed` is called then and after every reconnection, because
   * notifications sent in between are lost.
   */
  listen(
    channel: string,
    onNotification: (payload: string) => void,
    onSubscribed?: () => void,
  ): Promise<() => Promise<void>>;
  /** Whether a trivial query answers within five seconds. */
  isAlive(): Promise<boolean>;
  /** Resolves, with why, once the database is gone until the process starts anew; a server never is. */
  readonly lost: Promise<Error>;
  /** Refuses new calls, waits for those that run, and lets go of everything. */
  close(): Promise<void>;
}

/** PGlite in a worker thread over a folder that only this process may use. */
export interface EmbeddedDatabase extends AnyDatabase {
  readonly engine: "pglite";
  /** The whole database as a gzipped tar of its folder; dumps.ts says how to restore one. */
  dump(): Promise<Uint8Array>;
}

/** A PostgreSQL server, which other processes may use at the same time. */
export interface ServerDatabase extends AnyDatabase {
  readonly engine: "postgres";
}

/** The store's engine; everything else in the store is SQL on top of it. */
export type Database = EmbeddedDatabase | ServerDatabase;
