import type { Migration } from "./migration.ts";

/** Digests with what they told, watches with their alerts, and where things stood day by day. */
export const digests: Migration = {
  id: "0010-digests",
  sql: `
    create table digests (
      id integer generated always as identity primary key,
      channel text not null,
      scope jsonb not null,
      cron text not null,
      time_zone text not null,
      content text not null check (content in ('changes', 'standing')),
      silent_when_green boolean not null,
      max_age_hours integer not null,
      created_by text not null,
      created_at timestamptz not null,
      next_at timestamptz not null,
      paused_at timestamptz,
      paused_by text,
      paused_why text,
      deleted_at timestamptz
    );
    create index digests_due on digests (next_at) where paused_at is null and deleted_at is null;

    create table digest_slots (
      digest_id integer not null references digests,
      at timestamptz not null,
      state text not null check (state in ('due', 'posted', 'quiet', 'skipped', 'uncertain', 'failed')),
      is_extra boolean not null,
      left_to_do text check (left_to_do in ('post', 'files', 'owner')), -- none: all is done
      worker text,
      lease_until timestamptz,
      try_at timestamptz,
      audit_id integer references audits, -- the one that the facts are from, or that is waited for
      waits_since timestamptz,
      report jsonb,
      has_chart boolean,
      channel text,
      ts text,
      settled_at timestamptz,
      why text,
      primary key (digest_id, at)
    );
    create index digest_slots_left on digest_slots (at) where left_to_do is not null;
    create index digest_slots_place on digest_slots (channel, ts);

    create table digest_memory (
      digest_id integer not null,
      at timestamptz not null,
      finding_id integer not null, -- a reference would lock every finding while a digest is gathered
      state text not null,
      reopened integer not null,
      is_overdue boolean not null,
      primary key (digest_id, at, finding_id)
    );

    create index findings_worst on findings (rank, id) where state not in ('resolved', 'closed');

    create table watches (
      channel text primary key,
      scope jsonb not null,
      scope_key text not null,
      cron text not null,
      time_zone text not null,
      created_by text not null,
      created_at timestamptz not null,
      next_at timestamptz not null,
      paused_at timestamptz,
      paused_why text,
      judged_audit integer not null -- the newest of its scope that was looked through for what to alert of
    );

    create table alerts (
      id integer generated always as identity primary key,
      key text not null unique,
      at timestamptz not null,
      cause jsonb not null
    );

    create table alert_deliveries (
      alert_id integer not null references alerts,
      destination text not null, -- a channel's id, or 'webhook'
      tries integer not null default 0,
      next_try_at timestamptz not null,
      confirmed_at timestamptz,
      given_up_at timestamptz,
      channel text,
      ts text,
      primary key (alert_id, destination)
    );
    create index alert_deliveries_open on alert_deliveries (next_try_at)
      where confirmed_at is null and given_up_at is null;
    create index alert_deliveries_place on alert_deliveries (channel, ts);

    create table posture_days (
      subject text not null, -- a scope's key
      day date not null,
      accounts jsonb not null,
      failures jsonb not null,
      in_scope integer not null,
      read integer not null,
      at timestamptz not null, -- when it stood so
      primary key (subject, day)
    );

    alter table account_reads add column aws_calls integer not null default 0;
    alter table audits add column aws_calls integer not null default 0; -- beside those of its readings
    alter table audits add column rolled_up_at timestamptz;
    alter table audits add column rolled_up jsonb; -- what is still told of an audit whose readings are gone

    alter table shown_findings add column kind text not null default 'audit'
      check (kind in ('audit', 'unowned', 'alert', 'digest'));
    update shown_findings set kind = 'unowned' where audit_id is null;
  `,
};
