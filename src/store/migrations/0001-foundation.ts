import type { Migration } from "./migration.ts";

/** What everything else stands on. */
export const foundation: Migration = {
  id: "0001-foundation",
  sql: `
    create table seen (
      key text primary key,
      at timestamptz not null
    );
    create index seen_at on seen (at);
  `,
};
