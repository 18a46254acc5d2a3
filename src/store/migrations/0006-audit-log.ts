import type { Migration } from "./migration.ts";

/** The audit log: a chain of entries that nobody changes, and where it ends. */
export const auditLog: Migration = {
  id: "0006-audit-log",
  sql: `
    create table audit_log (
      position bigint primary key,
      at timestamptz(3) not null,
      actor text not null,
      action text not null,
      subject text,
      place text,
      details text not null,
      sealing text not null check (sealing in ('sha256', 'hmac-sha256')),
      previous text not null,
      hash text not null
    );
    create index audit_log_actor on audit_log (actor, position);
    create index audit_log_subject on audit_log (subject, position);

    create table audit_log_head (
      is_head boolean primary key default true check (is_head),
      count bigint not null,
      hash text not null
    );
    insert into audit_log_head (count, hash) values (0, repeat('0', 64));

    create function refuse_audit_log_change() returns trigger language plpgsql as $$
      begin
        raise exception 'the audit log is append-only: % refused', lower(tg_op);
      end
    $$;
    create trigger append_only before update or delete or truncate on audit_log
      for each statement execute function refuse_audit_log_change();
    create trigger kept before delete or truncate on audit_log_head
      for each statement execute function refuse_audit_log_change();
  `,
};
