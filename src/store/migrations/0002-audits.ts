import type { Migration } from "./migration.ts";

/** Accounts as AWS describes them, audits with what they read, and the messages that tell of them. */
export const audits: Migration = {
  id: "0002-audits",
  sql: `
    create table milestones (
      name text primary key,
      at timestamptz not null
    );

    create table accounts (
      id text primary key,
      name text not null,
      email text,
      state text,
      is_management boolean not null,
      partition text not null,
      ou_path text[] not null,
      joined_at timestamptz,
      seen_at timestamptz not null,
      described boolean not null
    );
    create index accounts_name on accounts (lower(name));
    create index accounts_email on accounts (lower(email));

    create table audits (
      id integer generated always as identity primary key,
      scope jsonb not null,
      scope_key text not null,
      state text not null check (state in ('queued', 'running', 'finished', 'cancelled', 'interrupted')),
      requested_by text not null,
      requested_at timestamptz not null,
      started_at timestamptz,
      finished_at timestamptz,
      account_ids text[],
      cancel_requested_by text,
      cancel_requested_at timestamptz,
      lease_owner text,
      lease_until timestamptz,
      attempts integer not null default 0
    );
    create unique index audits_one_per_scope on audits (scope_key) where state in ('queued', 'running');

    create table account_reads (
      audit_id integer not null references audits,
      account_id text not null,
      read_at timestamptz not null,
      results jsonb not null,
      primary key (audit_id, account_id)
    );
    create index account_reads_latest on account_reads (account_id, read_at desc);

    create table audit_audience (
      audit_id integer not null references audits,
      user_id text not null,
      place text not null,
      position integer generated always as identity,
      told_at timestamptz,
      primary key (audit_id, user_id, place)
    );
    create index audit_audience_untold on audit_audience (audit_id) where told_at is null;

    create table posts (
      key text primary key,
      state text not null check (state in ('sending', 'posted', 'uncertain', 'refused')),
      channel text,
      ts text,
      at timestamptz not null
    );
  `,
};
