import { enterAudit, type RequestAuditDependencies, ringFor } from "../audit/request-audit.ts";
import { nextSlots, ScheduleError } from "../digests/schedule.ts";
import { ROOTCHECK } from "../domain/audit-log.ts";
import type { Schedule } from "../domain/schedule.ts";
import type { ChannelFitness } from "../outbox/channel-fitness.ts";
import { listDueWatches, lockDueWatch, setNextTime } from "../store/watches.ts";
import { pause } from "./pause.ts";

export interface AuditInTimeDependencies extends RequestAuditDependencies {
  /** Whether posture may be posted to a channel, asked now. */
  readonly fitnessOf: (channel: string) => Promise<ChannelFitness>;
}

/**
 * Starts the audits whose time has come, each once, in whichever process; however many times a watch has missed, they
 * are made up for by one audit. A watch whose channel cannot be alerted is paused instead.
 */
export async function auditInTime(dependencies: AuditInTimeDependencies): Promise<void> {
  const { db, clock, log } = dependencies;
  for (const { channel } of await listDueWatches(db, clock.now())) {
    try {
      await auditFor(dependencies, channel);
    } catch (error) {
      log.error({ err: error, channel }, "A watch could not audit in time; it is tried again");
    }
  }
}

async function auditFor(dependencies: AuditInTimeDependencies, channel: string): Promise<void> {
  const { db, clock, fitnessOf } = dependencies;
  const fitness = await fitnessOf(channel);
  if (!fitness.isFit && !fitness.isPassing) return pause(dependencies, channel, fitness.why);
  const started = await db.transaction(async (tx) => {
    const at = clock.now();
    const watch = await lockDueWatch(tx, channel, at);
    if (!watch) return undefined;
    await setNextTime(tx, channel, nextTime(watch.schedule, at));
    return enterAudit(tx, dependencies, { scope: watch.scope, requestedBy: ROOTCHECK, at });
  });
  if (started) await ringFor(dependencies, started.id);
}

/** When a schedule comes next. @throws {ScheduleError} if never. */
export function nextTime(schedule: Schedule, after: Date): Date {
  const [next] = nextSlots(schedule, after, 1);
  if (!next)
    throw new ScheduleError(`“${schedule.cron}” never comes again. Give the watch another schedule.`);
  return next;
}
