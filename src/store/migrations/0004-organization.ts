import type { Migration } from "./migration.ts";

/** Audits of whole organizations: what each reading comes to without opening it, units, and what is read apart. */
export const organization: Migration = {
  id: "0004-organization",
  sql: `
    alter table accounts add column unit_ids text[];
    alter table accounts add column described_by text;
    create index accounts_units on accounts using gin (unit_ids);

    create table organizational_units (
      id text primary key,
      name text not null,
      id_path text[] not null,
      path text[] not null,
      seen_at timestamptz not null
    );

    create table account_profiles (
      account_id text primary key,
      profile jsonb not null,
      alias text,
      read_at timestamptz not null,
      complete boolean not null
    );
    create index account_profiles_alias on account_profiles (lower(alias));

    alter table audits add column trouble text;
    create index audits_latest on audits (scope_key, finished_at desc) where state = 'finished';

    alter table account_reads add column active boolean not null default true;
    alter table account_reads add column unread text;
    alter table account_reads add column failed jsonb not null default '{}';
    alter table account_reads add column unknown jsonb not null default '{}';
  `,
};
