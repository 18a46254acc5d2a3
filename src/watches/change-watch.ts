import type { Clock } from "../clock.ts";
import { scheduleOf } from "../digests/schedule.ts";
import type { LogEntry } from "../domain/audit-log.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Watch } from "../domain/watch.ts";
import type { ChannelFitness } from "../outbox/channel-fitness.ts";
import { lockAlerts } from "../store/alerts.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { setMilestone } from "../store/milestones.ts";
import { deleteWatch, findWatch, saveWatch } from "../store/watches.ts";
import { nextTime } from "./audit-in-time.ts";
import { OFFERED } from "./offer.ts";
import { noteKnown, raiseIn } from "./raise.ts";

/** A watch was to be turned on in a channel that cannot be alerted. */
export class WatchPlaceError extends RootcheckError {
  constructor(why: string) {
    super(
      "watch_place",
      `A watch cannot alert here: ${why}. Turn it on in a channel that ROOTCHECK_CHANNELS lists, that only this company reads and that rootcheck is in.`,
    );
  }
}

export interface ChangeWatchDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly appendToLog: AppendToLog;
  /** Whether posture may be posted to a channel, asked now. */
  readonly fitnessOf: (channel: string) => Promise<ChannelFitness>;
  /** Whether alerts go to a webhook as well. */
  readonly hasWebhook: boolean;
}

/** What people decide about a watch. */
export type WatchSettings = Pick<Watch, "channel" | "scope" | "schedule">;

/** Who decides about a watch, and where they asked. */
export interface WatchAsker {
  readonly by: string;
  readonly place: string;
}

/**
 * Turns a channel's watch on, or changes it, and makes the asker its owner. Nothing that is wrong already will be alerted
 * of, but for what other watches are there for.
 * @throws {WatchPlaceError}
 * @throws {ScheduleError}
 */
export async function turnOn(
  dependencies: ChangeWatchDependencies,
  { channel, scope, ...wanted }: WatchSettings,
  asker: WatchAsker,
): Promise<Watch> {
  const { db, clock, appendToLog, fitnessOf } = dependencies;
  const at = clock.now();
  const schedule = scheduleOf(wanted.schedule, at);
  const fitness = await fitnessOf(channel);
  if (!fitness.isFit) throw new WatchPlaceError(fitness.why);
  const nextAt = nextTime(schedule, at);
  return db.transaction(async (tx) => {
    await lockAlerts(tx);
    await raiseIn(tx, dependencies, at);
    await noteKnown(tx, at);
    const before = await findWatch(tx, channel);
    const createdAt = before?.createdAt ?? at;
    await saveWatch(tx, { channel, scope, schedule, createdBy: asker.by, createdAt, nextAt });
    await setMilestone(tx, OFFERED, at);
    const after = await findWatch(tx, channel);
    if (!after) throw new Error(`the watch of ${channel} was not stored`);
    await appendToLog(tx, [entryOf({ at, asker, channel, before, after })]);
    return after;
  });
}

/** Undefined if there was none. What has been raised is still delivered. */
export async function turnOff(
  { db, clock, appendToLog, hasWebhook }: ChangeWatchDependencies,
  channel: string,
  asker: WatchAsker,
): Promise<Watch | undefined> {
  const at = clock.now();
  return db.transaction(async (tx) => {
    await lockAlerts(tx);
    await raiseIn(tx, { hasWebhook }, at);
    const before = await findWatch(tx, channel);
    if (!before || !(await deleteWatch(tx, channel))) return undefined;
    await appendToLog(tx, [entryOf({ at, asker, channel, before, after: undefined })]);
    return before;
  });
}

interface Changed {
  readonly at: Date;
  readonly asker: WatchAsker;
  readonly channel: string;
  readonly before: Watch | undefined;
  readonly after: Watch | undefined;
}

function entryOf({ at, asker, channel, before, after }: Changed): LogEntry {
  const details = { before: detailsOf(before), after: detailsOf(after) };
  return { at, actor: asker.by, action: "watch-changed", subject: channel, place: asker.place, details };
}

function detailsOf(watch: Watch | undefined) {
  if (!watch) return "off";
  const { scope, schedule, createdBy: owner, paused } = watch;
  return { ...scopeDetails(scope), ...schedule, owner, ...(paused && { paused: true }) };
}

function scopeDetails(scope: Watch["scope"]) {
  if (scope.kind === "organization") return { scope: scope.kind };
  return scope.kind === "unit" ? { unit: scope.path } : { account: scope.accountId };
}
