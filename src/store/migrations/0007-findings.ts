import type { Migration } from "./migration.ts";

/** What fails, over many audits; what people decided about it; and which messages show it. */
export const findings: Migration = {
  id: "0007-findings",
  sql: `
    create table findings (
      id integer generated always as identity primary key,
      subject text not null,
      check_id text not null,
      version integer not null,
      severity text not null,
      rank smallint not null,
      failure jsonb not null,
      fingerprint jsonb not null,
      first_seen timestamptz not null,
      last_seen timestamptz not null,
      observed_at timestamptz not null,
      stale jsonb,
      state text not null,
      life jsonb not null,
      owner text,
      opened_at timestamptz not null,
      due_at timestamptz,
      until timestamptz,
      lapses_at timestamptz,
      unique (subject, check_id)
    ) with (toast_tuple_target = 512); -- answers lie apart, so that counting does not read them
    create index findings_unended on findings (state, severity) where state not in ('resolved', 'closed');
    create index findings_owner on findings (owner) where state not in ('resolved', 'closed');
    create index findings_until on findings (until) where until is not null;
    create index findings_lapsing on findings (lapses_at) where lapses_at is not null;

    create table finding_events (
      finding_id integer not null references findings,
      version integer not null,
      at timestamptz not null,
      actor text,
      what jsonb not null,
      primary key (finding_id, version)
    );

    create table subject_owners (
      subject text primary key,
      owner text not null,
      lead text,
      because text not null,
      at timestamptz not null
    );
    create index subject_owners_owner on subject_owners (owner);

    create table baseline_clock (
      alone boolean primary key default true check (alone),
      started_at timestamptz not null,
      started_by text not null
    );

    create table shown_findings (
      channel text not null,
      ts text not null,
      audit_id integer references audits, -- none: an alert of what nobody owns
      finding_id integer not null references findings,
      version integer not null,
      refused_at timestamptz,
      primary key (channel, ts, finding_id)
    );
    create index shown_findings_by_finding on shown_findings (finding_id);

    create table reminders (
      finding_id integer not null references findings,
      key text not null,
      person text not null,
      at timestamptz not null,
      primary key (finding_id, key, person)
    );

    create table alert_tries (
      finding_id integer not null references findings,
      place text not null,
      at timestamptz not null,
      primary key (finding_id, place, at)
    );

    create table requests_told (
      finding_id integer not null references findings,
      version integer not null,
      is_answer boolean not null,
      primary key (finding_id, version, is_answer)
    );
    create index finding_events_requests on finding_events (finding_id, version)
      where what->>'kind' in ('ask to accept', 'ask to extend', 'explain');

    create table request_messages (
      finding_id integer not null references findings,
      version integer not null,
      channel text not null,
      ts text not null,
      settled boolean not null default false,
      refused_at timestamptz,
      primary key (finding_id, version, channel, ts)
    );
    create index request_messages_unsettled on request_messages (finding_id) where not settled;

    create index posts_place on posts (channel, ts);

    alter table audits add column followed_at timestamptz;
    alter table account_reads add column state text not null default 'settled'
      check (state in ('provisional', 'settled', 'followed'));
    create index audits_unfollowed on audits (id) where followed_at is null and state in ('finished', 'cancelled', 'interrupted');
  `,
};
