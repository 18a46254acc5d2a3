import type { Database, EmbeddedDatabase } from "../../src/store/database.ts";
import { createGate } from "../../src/store/gate.ts";

/** Embedded databases that one test after the other has to itself; opening one takes longer than emptying one. */
export interface EmbeddedPool {
  /** A database as it was made, and how to give it back. */
  borrow(): Promise<{ readonly database: Database; readonly giveBack: () => Promise<void> }>;
  close(): Promise<void>;
}

const MOST_IDLE = 2;

interface Made {
  readonly database: EmbeddedDatabase;
  /** Removes what it leaves behind. */
  readonly remove: () => Promise<void>;
}

/** A pool of databases that `make` makes, which nobody else has. */
export function createEmbeddedPool(make: () => Promise<Made>): EmbeddedPool {
  const idle: (Made & { readonly shape: string })[] = [];

  async function fresh() {
    const made = await make();
    await made.database.exec(KEEP_CONTENTS);
    return { ...made, shape: await shapeOf(made.database) };
  }

  async function discard({ database, remove }: Made): Promise<void> {
    await database.close();
    await remove();
  }

  return {
    async borrow() {
      const taken = idle.pop() ?? (await fresh());
      const { database, end } = lend(taken.database);
      return {
        database,
        async giveBack() {
          await end();
          const isReusable = idle.length < MOST_IDLE && (await shapeOf(taken.database)) === taken.shape;
          if (!isReusable) return discard(taken);
          await taken.database.exec(RESTORE_CONTENTS);
          idle.push(taken);
        },
      };
    },
    async close() {
      for (const made of idle.splice(0)) await discard(made);
    },
  };
}

/** The database until it is given back: then it refuses new calls, and those that run are waited for. */
function lend(database: EmbeddedDatabase) {
  const gate = createGate();
  const stops: (() => Promise<void>)[] = [];
  const end = () =>
    gate.close(async () => {
      for (const stop of stops) await stop();
    });
  const lent: EmbeddedDatabase = {
    ...database,
    query: (sql, parameters) => gate.enter(() => database.query(sql, parameters)),
    exec: (sql) => gate.enter(() => database.exec(sql)),
    transaction: (work) => gate.enter(() => database.transaction(work)),
    listen: (channel, onNotification, onSubscribed) =>
      gate.enter(async () => {
        const stop = await database.listen(channel, onNotification, onSubscribed);
        stops.push(stop);
        return stop;
      }),
    dump: () => gate.enter(() => database.dump()),
    close: end,
  };
  return { database: lent, end };
}

/** Tells whether a test has changed more than rows. */
async function shapeOf(database: Database): Promise<string> {
  const counted = ["pg_class", "pg_attribute", "pg_constraint", "pg_proc", "pg_trigger"].map(
    (catalog) =>
      `(select count(*) || ' ' || max(oid)::text from ${catalog === "pg_attribute" ? "(select attrelid as oid from pg_attribute) columns" : catalog})`,
  );
  const [row] = await database.query<{ shape: string }>(
    `select concat_ws(', ', ${counted.join(", ")}) as shape`,
  );
  return row?.shape ?? "";
}

const TABLES = "select schemaname, tablename from pg_tables where schemaname in ('public', 'pgboss')";

/** Copies what the migrations have put into tables, and how far sequences have come. */
const KEEP_CONTENTS = `
  create schema pristine;
  create table pristine.sequences as
    select schemaname, sequencename, start_value, last_value from pg_sequences where schemaname in ('public', 'pgboss');
  do $$ declare
    found record; is_filled boolean;
  begin
    for found in ${TABLES} loop
      execute format('select exists (select from %I.%I)', found.schemaname, found.tablename) into is_filled;
      if is_filled then
        execute format('create table pristine.%I as table %I.%I',
          found.schemaname || '.' || found.tablename, found.schemaname, found.tablename);
      end if;
    end loop;
  end $$;
`;

/** Empties the tables that are not empty and puts back what was there at first; nothing is checked or triggered. */
const RESTORE_CONTENTS = `
  do $$ declare
    found record; is_filled boolean;
  begin
    set local session_replication_role = replica;
    for found in ${TABLES} loop
      execute format('select exists (select from %I.%I)', found.schemaname, found.tablename) into is_filled;
      if is_filled then execute format('delete from %I.%I', found.schemaname, found.tablename); end if;
      if to_regclass(format('pristine.%I', found.schemaname || '.' || found.tablename)) is not null then
        execute format('insert into %I.%I overriding system value table pristine.%I',
          found.schemaname, found.tablename, found.schemaname || '.' || found.tablename);
      end if;
    end loop;
    for found in select * from pristine.sequences loop
      perform setval(format('%I.%I', found.schemaname, found.sequencename),
        coalesce(found.last_value, found.start_value), found.last_value is not null);
    end loop;
  end $$;
`;
