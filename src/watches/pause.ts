import { type StandInDependencies, standInsFor } from "../access/stand-ins.ts";
import type { Clock } from "../clock.ts";
import { ROOTCHECK } from "../domain/audit-log.ts";
import { type PostOnceDependencies, postOnce } from "../outbox/post-once.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { listWatches, pauseWatch, type StoredWatch } from "../store/watches.ts";
import type { AlertMessenger } from "./alert-messenger.ts";

export interface PauseDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly appendToLog: AppendToLog;
}

/** Has a watch audit no more until it is turned on again, because its channel cannot be alerted. */
export async function pause(
  { db, clock, appendToLog }: PauseDependencies,
  channel: string,
  why: string,
): Promise<void> {
  const at = clock.now();
  await db.transaction(async (tx) => {
    if (!(await pauseWatch(tx, channel, { at, why }))) return;
    const details = { before: "on", after: "paused", why };
    await appendToLog(tx, [{ at, actor: ROOTCHECK, action: "watch-changed", subject: channel, details }]);
  });
}

export interface TellPausesDependencies extends PostOnceDependencies, StandInDependencies {
  readonly messenger: Pick<AlertMessenger, "postPaused">;
}

/** Tells the owner of each watch that is paused, once a pause. Safe to repeat, and for several processes. */
export async function tellPauses(dependencies: TellPausesDependencies): Promise<void> {
  for (const watch of await listWatches(dependencies.db))
    if (watch.paused) await tellPause(dependencies, watch);
}

/** Where it cannot be posted to one person, the next is told. */
async function tellPause(dependencies: TellPausesDependencies, watch: StoredWatch): Promise<void> {
  const { messenger } = dependencies;
  const { at, why = "" } = watch.paused ?? {};
  for (const person of await standInsFor(dependencies, watch.createdBy)) {
    const key = `pause of the watch of ${watch.channel} at ${at?.toISOString()} told to ${person}`;
    const post = () => messenger.postPaused(person, watch, why);
    if ((await postOnce(dependencies, { key, post })) !== "failed") return;
  }
}
