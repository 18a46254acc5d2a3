import type { Migration } from "./migration.ts";

/**
 * The queue's schema. pg-boss makes it by itself, but two processes that start together on a new database then trip
 * over each other; here it is made under the lock that lets one process migrate at a time.
 */
export const queue: Migration = {
  id: "0003-queue",
  sql: "create schema if not exists pgboss;",
};
