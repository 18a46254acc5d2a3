import { Cron } from "croner";
import { RootcheckError } from "../domain/errors.ts";
import type { Schedule } from "../domain/schedule.ts";

/** A schedule was asked for that cannot be kept. */
export class ScheduleError extends RootcheckError {
  constructor(message: string, options?: ErrorOptions) {
    super("schedule", message, options);
  }
}

/** The schedules that most people want, in the order in which they are offered. */
export const presets = {
  weekdays: "0 9 * * 1-5",
  mondays: "0 9 * * 1",
  monthly: "0 9 1 * *",
} as const;

const HOUR_MILLISECONDS = 3_600_000;
/** As many as a year's busiest schedule has in a week, so that none comes closer than that unseen. */
const LOOKED_AT = 200;

/**
 * Reads what somebody gave as a cron expression and a time zone.
 * @throws {ScheduleError} which says what cannot be kept about it.
 */
export function scheduleOf(given: Schedule, now: Date): Schedule {
  const schedule = { cron: given.cron.trim().replace(/\s+/g, " "), timeZone: zoneNamed(given.timeZone) };
  const slots = nextSlots(schedule, now, LOOKED_AT);
  const [first] = slots;
  if (!first) throw new ScheduleError(`“${schedule.cron}” never comes. Try “${presets.weekdays}”.`);
  const tooSoon = slots.some((slot, index) => {
    const before = slots[index - 1];
    return before !== undefined && slot.getTime() - before.getTime() < HOUR_MILLISECONDS;
  });
  if (tooSoon)
    throw new ScheduleError(
      `“${schedule.cron}” comes more than once an hour. Once an hour is the most there is.`,
    );
  return schedule;
}

/**
 * The next times after one. A time of day that the clocks skip comes at the first moment after the gap; one that they
 * repeat, once, the first time; what comes every hour comes every hour.
 * @throws {ScheduleError} where it is no schedule.
 */
export function nextSlots(schedule: Schedule, after: Date, count: number): readonly Date[] {
  return cronOf(schedule).nextRuns(count, after);
}

/** The next time after one. @throws {ScheduleError} where there is none. */
export function nextSlot(schedule: Schedule, after: Date): Date {
  const [next] = nextSlots(schedule, after, 1);
  if (!next) throw new ScheduleError(`“${schedule.cron}” does not come any more.`);
  return next;
}

/** The newest time up to now, and after `after`; undefined where none has come yet. */
export function latestSlot(schedule: Schedule, span: { after: Date; now: Date }): Date | undefined {
  return latestSlots(schedule, span, 1)[0];
}

/** The newest times up to now, and after `after`: the newest first, and so many at most. */
export function latestSlots(
  schedule: Schedule,
  { after, now }: { after: Date; now: Date },
  most: number,
): readonly Date[] {
  // A run at this very moment counts as previous only to a moment later.
  const latest = cronOf(schedule).previousRuns(most, new Date(now.getTime() + 1));
  return latest.filter((slot) => slot > after);
}

function cronOf({ cron, timeZone }: Schedule): Cron {
  try {
    return new Cron(cron, { timezone: timeZone, mode: "5-part", paused: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^\w*Cron\w*: /, "") : "";
    throw new ScheduleError(
      `“${cron}” is not a cron expression of five fields: minute, hour, day of the month, month, day of the week. ${why}`.trim(),
      { cause },
    );
  }
}

/** The zone by the name that was given, in its usual letters; JavaScript itself knows Kolkata as Calcutta only. */
function zoneNamed(name: string): string {
  const given = name.trim();
  try {
    const { timeZone } = new Intl.DateTimeFormat("en-US", { timeZone: given }).resolvedOptions();
    return timeZone.toLowerCase() === given.toLowerCase() ? timeZone : given;
  } catch (cause) {
    throw new ScheduleError(`There is no time zone “${name}”. One looks like Europe/Berlin.`, { cause });
  }
}
