import type { Migration } from "./migration.ts";

/** The access keys of accounts as they were read last, and the looks at them that wait for an answer. */
export const accessKeys: Migration = {
  id: "0009-access-keys",
  sql: `
    create table key_readings (
      account_id text primary key,
      read_at timestamptz not null,
      as_of timestamptz not null,
      keys jsonb not null,
      troubles jsonb not null
    );

    create table key_looks (
      id bigint generated always as identity primary key,
      requested_by text not null,
      requested_at timestamptz not null,
      older_than_days integer,
      answered_at timestamptz
    );
    create unique index key_looks_waiting on key_looks (requested_by, coalesce(older_than_days, 0))
      where answered_at is null;
  `,
};
