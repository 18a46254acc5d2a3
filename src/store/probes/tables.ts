import type { Diagnosis, Probe } from "../../domain/diagnosis.ts";
import type { Queryable } from "../database.ts";
import { findMigrationState, type MigrationState } from "../migrate.ts";

/** What is known about a database before anything in it is looked at; asked once, however many want to know. */
export interface Tables {
  /** @throws as the database, where it cannot be asked, and as {@link findMigrationState}. */
  state(): Promise<MigrationState>;
  /** A probe of what lies in the tables: `off` where there are none, or not those of this release. */
  probe(line: TableLine): Probe;
}

/** One line about what lies in the tables. */
export interface TableLine extends Pick<Probe, "area" | "subject"> {
  readonly tried: string;
  look(): Promise<TableFinding>;
}

/** What a line about tables says in the end. */
export type TableFinding = Pick<Diagnosis, "verdict" | "found" | "mend">;

export function lookAtTables(db: Queryable): Tables {
  let asked: Promise<MigrationState> | undefined;

  function state(): Promise<MigrationState> {
    asked ??= findMigrationState(db);
    return asked;
  }

  async function obstacle(): Promise<string | undefined> {
    try {
      const { applied, pending } = await state();
      if (pending.length === 0) return undefined;
      return applied === 0 ? "there are no tables yet." : "the tables are those of an older release.";
    } catch {
      return "what is said of the database itself has to be mended first."; // that line has the error
    }
  }

  return {
    state,
    probe: ({ area, subject, tried, look }) => ({
      area,
      subject,
      async look() {
        const why = await obstacle();
        const finding: TableFinding = why ? { verdict: "off", found: `Not looked at: ${why}` } : await look();
        return [{ area, subject, tried, ...finding }];
      },
    }),
  };
}
