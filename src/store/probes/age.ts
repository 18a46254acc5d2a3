const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long something has been: "3 days", "1 hour", "less than a minute". */
export function ageInWords(since: Date, now: Date): string {
  const milliseconds = now.getTime() - since.getTime();
  const unit = UNITS.find(([, length]) => milliseconds >= length);
  if (!unit) return "less than a minute";
  const count = Math.floor(milliseconds / unit[1]);
  return `${count} ${unit[0]}${count === 1 ? "" : "s"}`;
}
