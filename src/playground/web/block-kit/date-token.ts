import { dayWord } from "../time.ts";

type Format = (date: Date, now: Date) => string;

function dated(options: Intl.DateTimeFormatOptions): Format {
  return (date) => date.toLocaleDateString(undefined, options);
}

/** With "today" and its neighbours in place of the date. */
function pretty(format: Format): Format {
  return (date, now) => dayWord(date, now) ?? format(date, now);
}

const short = dated({ month: "short", day: "numeric", year: "numeric" });
const plain = dated({ month: "long", day: "numeric", year: "numeric" });
const long = dated({ weekday: "long", month: "long", day: "numeric", year: "numeric" });

const FORMATS: Readonly<Record<string, Format>> = {
  date_num: (date) => `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`,
  date_slash: dated({ day: "2-digit", month: "2-digit", year: "numeric" }),
  date: plain,
  date_short: short,
  date_long: long,
  date_pretty: pretty(plain),
  date_short_pretty: pretty(short),
  date_long_pretty: pretty(long),
  day_divider_pretty: pretty(dated({ weekday: "long", month: "long", day: "numeric" })),
  time: (date) => date.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" }),
  time_secs: (date) => date.toLocaleTimeString(undefined, { timeStyle: "medium" }),
  ago,
};

/** Fills Slack's date format in for the reader's own time zone: `{date_short_pretty} at {time}`. */
export function formatDateToken(format: string, timestamp: number, now: Date): string {
  const date = new Date(timestamp * 1000);
  return format.replace(/\{(\w+)\}/g, (token, name: string) => FORMATS[name]?.(date, now) ?? token);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

function ago(date: Date, now: Date): string {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return words.format(Math.round(seconds / length), unit);
}
