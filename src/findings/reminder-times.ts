import type { Finding } from "../domain/finding.ts";
import { createLocalClock, type LocalClock, type LocalTime } from "./local-time.ts";

/** A reminder that is due. */
export interface DueReminder {
  /** Tells the reminders of one due date apart: `before`, `due`, `+3`, `+7`, `lead 14` or `weekly 14`, and so on. */
  readonly key: string;
  /** Who is reminded: the finding's owner, or the owner's lead when it goes on too long. */
  readonly to: "owner" | "lead";
  /** How it stands by the calendar, though the reminder may come later than it was due. */
  readonly why: "due tomorrow" | "due today" | "overdue";
}

/** More than the day before its day, wherever that is. */
const SURELY_LATER_MILLISECONDS = 3 * 86_400_000;

/** The states in which somebody has to act by a date. */
const REMINDED: ReadonlySet<Finding["state"]> = new Set(["open", "acknowledged"]);

/** A finding as far as its reminders go by it. */
export interface Remindable extends Pick<Finding, "state" | "dueAt" | "openedAt"> {
  /** Whether there is somebody to tell when it goes on too long; else its owner is told on. */
  readonly hasLead: boolean;
}

/**
 * The newest reminder that is due, by the calendar of whoever is reminded; those that were missed before it are not
 * caught up on. Undefined where none is due yet, or nobody is to be reminded.
 */
export function reminderDue(
  { state, dueAt, openedAt, hasLead }: Remindable,
  now: Date,
  clock: LocalClock,
): DueReminder | undefined {
  if (!dueAt || !REMINDED.has(state) || dueAt.getTime() - now.getTime() > SURELY_LATER_MILLISECONDS)
    return undefined;
  const dayOf = (at: Date) => dayNumber(clock.read(at));
  const late = dayOf(now) - dayOf(dueAt);
  if (late < -1) return undefined;
  // What is found a day before it is due was told of when it was found.
  if (late === -1) {
    const isNews = dayOf(dueAt) - dayOf(openedAt) <= 1;
    return isNews ? undefined : { key: "before", to: "owner", why: "due tomorrow" };
  }
  if (late >= 14) {
    const days = late - (late % 7);
    return hasLead
      ? { key: `lead ${days}`, to: "lead", why: "overdue" }
      : { key: `weekly ${days}`, to: "owner", why: "overdue" };
  }
  const key = late >= 7 ? "+7" : late >= 3 ? "+3" : "due";
  return { key, to: "owner", why: late === 0 ? "due today" : "overdue" };
}

function dayNumber({ year, month, day }: LocalTime): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** When people may be reminded, by their own clock. */
const MORNING = 9;
const EVENING = 18;

/** Until when a reminder waits because it is night or the weekend where the person is; undefined if it may go now. */
export function heldUntil(now: Date, timeZone: string | undefined): Date | undefined {
  const clock = createLocalClock(timeZone);
  const local = clock.read(now);
  if (isWorkday(local) && local.hour >= MORNING && local.hour < EVENING) return undefined;
  const { year, month, day } = local;
  const first = local.hour < MORNING ? 0 : 1;
  const days = [0, 1, 2, 3].map((later) => ({ year, month, day: day + first + later }));
  const morning = days.find(isWorkday) ?? { year, month, day };
  return clock.instantOf({ ...morning, hour: MORNING });
}

function isWorkday({ year, month, day }: Omit<LocalTime, "hour">): boolean {
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}
