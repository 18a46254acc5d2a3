import type { Clock } from "../clock.ts";
import type { Database } from "./database.ts";
import { saveDump } from "./dumps.ts";
import { forgetSeen } from "./seen.ts";

/** Slack repeats a request within the hour; a button may be pressed again long after. */
const SEEN_KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What the database needs every night. A server looks after itself but for the keys that nobody will ask about
 * again; the embedded one has no autovacuum and no backup but this one.
 */
export async function keepUp(options: {
  database: Database;
  dataDirectory: string;
  clock: Clock;
}): Promise<void> {
  const { database, dataDirectory, clock } = options;
  await forgetSeen(database, new Date(clock.now().getTime() - SEEN_KEPT_DAYS * DAY_MS));
  if (database.engine !== "pglite") return;
  await database.exec("vacuum analyze");
  await database.exec("checkpoint");
  await saveDump({ database, dataDirectory, clock, reason: "nightly" });
}
