import type { Schedule } from "../../domain/schedule.ts";
import { code, type Span } from "../blocks.ts";

const WEEKDAYS = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];

/** When something happens again and again: "weekdays at 09:00 Europe/Berlin"; a cron expression where there are no words. */
export function scheduleSpans({ cron, timeZone }: Schedule): readonly Span[] {
  return [scheduleSpan({ cron }), ` ${timeZone}`];
}

/** The same without the time zone, for where a time beside it names that. */
export function scheduleSpan({ cron }: Pick<Schedule, "cron">): Span {
  return wordsFor(cron) ?? code(cron);
}

function wordsFor(cron: string): string | undefined {
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = cron.split(" ");
  if (month !== "*" || !/^\d{1,2}$/.test(minute)) return undefined;
  if (!/^\d{1,2}$/.test(hour)) return day === "*" && weekday === "*" ? hourly(hour, minute) : undefined;
  const days = daysFor(day, weekday);
  return days && `${days} at ${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
}

function hourly(hour: string, minute: string): string | undefined {
  const past = minute.padStart(2, "0") === "00" ? "" : ` at :${minute.padStart(2, "0")}`;
  if (hour === "*") return `every hour${past}`;
  const step = Number(/^\*\/(\d{1,2})$/.exec(hour)?.[1] ?? 0);
  return step > 1 && 24 % step === 0 ? `every ${step} hours${past}` : undefined;
}

function daysFor(day: string, weekday: string): string | undefined {
  if (weekday === "*") return day === "*" ? "every day" : dayOfMonth(day);
  if (day !== "*") return undefined;
  if (weekday === "1-5") return "weekdays";
  if (!/^[0-7](,[0-7])*$/.test(weekday)) return undefined;
  const names = weekday.split(",").flatMap((each) => WEEKDAYS[Number(each) % 7] ?? []);
  const last = names.at(-1) ?? "";
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last}` : last;
}

function dayOfMonth(day: string): string | undefined {
  if (!/^\d{1,2}$/.test(day)) return undefined;
  const number = Number(day);
  const ending = new Intl.PluralRules("en", { type: "ordinal" }).select(number);
  const suffix = { one: "st", two: "nd", few: "rd", other: "th", zero: "th", many: "th" }[ending];
  return `on the ${number}${suffix} of the month`;
}
