import type { Migration } from "./migration.ts";

/** What an audit of the organization finds about the organization itself. */
export const organizationReads: Migration = {
  id: "0005-organization-reads",
  sql: `
    create table organization_reads (
      audit_id integer primary key references audits,
      read_at timestamptz not null,
      results jsonb not null,
      failed jsonb not null,
      unknown jsonb not null
    );
  `,
};
