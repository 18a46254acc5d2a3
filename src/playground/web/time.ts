/** A Slack timestamp, seconds with six decimals, as a date. */
export function dateOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

export function timeOfDay(date: Date): string {
  return date.toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" });
}

/** Date and time in full, for a tooltip. */
export function exactly(date: Date): string {
  return date.toLocaleString(undefined, { dateStyle: "full", timeStyle: "medium" });
}

/** "Today", "Yesterday", or the date. */
export function dayName(date: Date, now: Date): string {
  const word = dayWord(date, now);
  if (word) return word.charAt(0).toUpperCase() + word.slice(1);
  return date.toLocaleDateString(undefined, { weekday: "long", month: "long", day: "numeric" });
}

/** "today", "yesterday" or "tomorrow"; undefined for other days. */
export function dayWord(date: Date, now: Date): string | undefined {
  const days = Math.round((midnight(date) - midnight(now)) / 86_400_000);
  return { "-1": "yesterday", "0": "today", "1": "tomorrow" }[String(days)];
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
