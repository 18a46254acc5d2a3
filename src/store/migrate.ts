import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";
import type { Database, Queryable } from "./database.ts";
import { saveDump } from "./dumps.ts";
import { migrations as allMigrations } from "./migrations/index.ts";
import type { Migration } from "./migrations/migration.ts";

interface AppliedMigration {
  readonly id: string;
  readonly checksum: string;
}

/** The database has been migrated by a newer release. */
export class DatabaseNewerError extends RootcheckError {
  constructor(unknownId: string) {
    super(
      "database_newer",
      `The database was wanted in the form that this rootcheck knows, but a newer release has changed it (${unknownId}). Start that release again, or restore a dump or backup from before it.`,
    );
  }
}

/** A migration differs from the one of the same place that the database ran. */
export class MigrationChangedError extends RootcheckError {
  constructor(id: string, what: string) {
    super(
      "migration_changed",
      `Migration ${id} was wanted as the database ran it, but ${what}. Put it back as it was released, and add the change as a new migration.`,
    );
  }
}

// "rootchk" as a number: whoever migrates this database holds it.
const LOCK = "32210671829739627";

/**
 * Brings the tables up to date, each migration in a transaction of its own, one process at a time. An embedded
 * database that has tables already is dumped first.
 * @throws DatabaseNewerError, MigrationChangedError, and pg's DatabaseError where a migration fails
 */
export async function migrate(options: {
  database: Database;
  dataDirectory: string;
  log: Log;
  clock: Clock;
  migrations?: readonly Migration[];
}): Promise<void> {
  const { database, log, clock, migrations = allMigrations } = options;
  await createHistory(database);
  const applied = await readHistory(database);
  const pending = pendingMigrations(migrations, applied);
  if (pending[0] && applied.length > 0 && database.engine === "pglite") {
    const file = await saveDump({ ...options, database, reason: "before-migration" });
    log.info({ file }, "Dumped the database before migrating it");
  }
  for (const migration of pending) {
    const ran = await database.transaction(async (tx) => {
      await lock(tx);
      const stillPending = pendingMigrations(migrations, await readHistory(tx));
      if (!stillPending.includes(migration)) return false;
      await tx.exec(migration.sql);
      await tx.query("insert into migrations (id, checksum, applied_at) values ($1, $2, $3)", [
        migration.id,
        checksum(migration),
        clock.now(),
      ]);
      return true;
    });
    if (ran) log.info({ migration: migration.id }, "Migrated the database");
  }
}

/** How far a database has been migrated. */
export interface MigrationState {
  /** How many migrations it has had; none where there are no tables yet. */
  readonly applied: number;
  readonly pending: readonly Migration[];
}

/**
 * Looks how far a database has been migrated, and changes nothing.
 * @throws DatabaseNewerError, MigrationChangedError
 */
export async function findMigrationState(
  db: Queryable,
  migrations: readonly Migration[] = allMigrations,
): Promise<MigrationState> {
  const [found] = await db.query<{ there: boolean }>("select to_regclass('migrations') is not null as there");
  const applied = found?.there ? await readHistory(db) : [];
  return { applied: applied.length, pending: pendingMigrations(migrations, applied) };
}

/**
 * The migrations that the database still lacks.
 * @throws DatabaseNewerError, MigrationChangedError
 */
export function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const known = new Set(migrations.map(({ id }) => id));
  const unknown = applied.find(({ id }) => !known.has(id));
  if (unknown) throw new DatabaseNewerError(unknown.id);
  for (const [index, { id, checksum: recorded }] of applied.entries()) {
    const migration = migrations[index];
    if (migration?.id !== id) throw new MigrationChangedError(id, `${migration?.id} now stands in its place`);
    if (checksum(migration) !== recorded) throw new MigrationChangedError(id, "its SQL is another now");
  }
  return migrations.slice(applied.length);
}

async function createHistory(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await lock(tx);
    await tx.exec(`
      create table if not exists migrations (
        id text primary key,
        checksum text not null,
        applied_at timestamptz not null
      )
    `);
  });
}

/** Waits until no other process migrates; held to the end of the transaction. A migration may take its time. */
async function lock(tx: Queryable): Promise<void> {
  await tx.query("set local statement_timeout = 0");
  await tx.query("select pg_advisory_xact_lock($1)", [LOCK]);
}

function readHistory(db: Queryable): Promise<AppliedMigration[]> {
  return db.query<AppliedMigration>('select id, checksum from migrations order by id collate "C"');
}

function checksum({ sql }: Migration): string {
  return createHash("sha256").update(sql).digest("hex");
}
