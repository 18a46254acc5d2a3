import type { RichTextDate } from "@slack/types";

const UNITS = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** How long ago, as people say it: "just now", "3 days ago". A time ahead counts as now: clocks differ a little. */
export function ago(then: Date, now: Date): string {
  const seconds = (now.getTime() - then.getTime()) / 1000;
  const unit = UNITS.find(([, length]) => seconds >= length);
  if (!unit) return "just now";
  const count = Math.floor(seconds / unit[1]);
  return count === 1 ? `1 ${unit[0]} ago` : `${count} ${unit[0]}s ago`;
}

/** A length of time: "4 s", "2 min", "3 h". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** A length of time that is only guessed at: "a few s", "about 20 s", "about 3 min". */
export function roughly(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 8) return "a few s";
  return `about ${seconds < 85 ? `${Math.round(seconds / 10) * 10 || 10} s` : duration(milliseconds)}`;
}

/** A time in mrkdwn, which everyone reads in their own time zone: "today at 14:03". */
export function dateToken(date: Date): string {
  return `<!date^${timestampOf(date)}^{date_short_pretty} at {time}|${minuteOf(date)}>`;
}

/** The same for rich text. */
export function dateSpan(date: Date): RichTextDate {
  return {
    type: "date",
    timestamp: timestampOf(date),
    format: "{date_short_pretty} at {time}",
    fallback: minuteOf(date),
  };
}

/** A day in mrkdwn, in the reader's own time zone: "tomorrow", "Nov 25, 2026". */
export function dayToken(date: Date): string {
  return `<!date^${timestampOf(date)}^{date_short_pretty}|${day(date)}>`;
}

/** The same for rich text. */
export function daySpan(date: Date): RichTextDate {
  return { type: "date", timestamp: timestampOf(date), format: "{date_short_pretty}", fallback: day(date) };
}

function timestampOf(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

function minuteOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A day in UTC, for where Slack's own date tokens do not work: "4 Mar 2021". */
export function day(date: Date): string {
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** A time as it is shown in a zone, with the zone: "Thu 26 Nov 09:00 Europe/Berlin". */
export function zonedTime(date: Date, timeZone: string): string {
  const { weekday, day, month, hour, minute } = shownIn(timeZone, date, "short");
  return `${weekday} ${day} ${month} ${hour}:${minute} ${timeZone}`;
}

/** The day that it is in a zone: "Monday 23 November". */
export function zonedDay(date: Date, timeZone: string): string {
  const { weekday, day, month } = shownIn(timeZone, date, "long");
  return `${weekday} ${day} ${month}`;
}

function shownIn(timeZone: string, date: Date, names: "short" | "long"): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ weekday: names, day: "numeric", month: names, timeZone },
    ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
  return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
}

/** An exact time in UTC: "22 Nov 2026, 14:03:22 UTC". */
export function exactTime(date: Date): string {
  return `${day(date)}, ${date.toISOString().slice(11, 19)} UTC`;
}
