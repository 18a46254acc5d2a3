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

/** A length of time: "4 s", "2 min". */
export function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
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

/** An exact time in UTC: "22 Nov 2026, 14:03:22 UTC". */
export function exactTime(date: Date): string {
  return `${day(date)}, ${date.toISOString().slice(11, 19)} UTC`;
}
