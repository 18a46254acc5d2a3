import type { Severity } from "./result.ts";

/** Days by how bad it is; `info` needs nobody. */
export type DaysBySeverity = Readonly<Record<Exclude<Severity, "info">, number>>;

/** How long things may take and be put off. A deployment may make each of them shorter. */
export interface FindingPolicy {
  readonly dueDays: DaysBySeverity;
  readonly snoozeDays: DaysBySeverity;
  readonly acceptanceDays: DaysBySeverity;
}

export const longestPolicy: FindingPolicy = {
  dueDays: { critical: 1, high: 7, medium: 30, low: 90 },
  snoozeDays: { critical: 1, high: 7, medium: 30, low: 30 },
  acceptanceDays: { critical: 30, high: 90, medium: 180, low: 365 },
};

/** A request that nobody answers for so long has lapsed. */
export const REQUEST_DAYS = 3;

const DAY_MILLISECONDS = 86_400_000;

export function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY_MILLISECONDS);
}

/** The days for a severity; undefined for `info`. */
export function daysFor(days: DaysBySeverity, severity: Severity): number | undefined {
  return severity === "info" ? undefined : days[severity];
}
