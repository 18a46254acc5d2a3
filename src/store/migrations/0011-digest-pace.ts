import type { Migration } from "./migration.ts";

/** Whether a channel has just been posted to is asked before each posting, and its slots become many. */
export const digestPace: Migration = {
  id: "0011-digest-pace",
  sql: "create index digest_slots_posted on digest_slots (channel, settled_at) where state = 'posted'",
};
