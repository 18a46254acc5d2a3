/** The day that a time falls into, in UTC, as Slack's calendar writes it: "2026-12-01". */
export function isoDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The beginning of a day that was chosen from Slack's calendar; undefined where it is not one. */
export function dayIn(text: string): Date | undefined {
  const time = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(time.getTime()) || isoDay(time) !== text ? undefined : time;
}
