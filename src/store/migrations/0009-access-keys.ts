import type { Migration } from "./migration.ts";

/**
 * The access keys of accounts as they were read last, in the order in which they are listed, and the looks at them that
 * wait for an answer.
 */
export const accessKeys: Migration = {
  id: "0009-access-keys",
  sql: `
    create table key_readings (
      account_id text primary key,
      read_at timestamptz not null,
      as_of timestamptz not null,
      troubles jsonb not null
    );

    create table access_keys (
      account_id text not null,
      position integer not null,
      owner text,
      key_id text,
      status text not null,
      created_at timestamptz,
      used_at timestamptz,
      service text,
      region text,
      use_unread boolean not null,
      rank smallint not null generated always as
        (case when owner is null then 0 else 2 end + case when status = 'active' then 0 else 1 end) stored,
      idle_since timestamptz not null generated always as
        (coalesce(used_at, created_at, '-infinity'::timestamptz)) stored,
      primary key (account_id, position)
    );
    create index access_keys_in_order on access_keys (rank, idle_since, account_id, position);

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
