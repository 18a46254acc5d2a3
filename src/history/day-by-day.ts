import type { Posture } from "../domain/posture.ts";

/** As many as a chart shows: Slack takes twenty categories. */
const MOST_POINTS = 20;

const DAY_MILLISECONDS = 86_400_000;

/**
 * Where something stood from the first day that is known of to the newest: every day, or where those are too many for a
 * chart every second, third and so on, counted back from the newest. A chart spaces its points evenly, so a day of which
 * nothing is known stands as the one before. Days on which nothing changed make no difference: what is rolled up looks
 * the same as before.
 */
export function dayByDay(known: readonly Posture[]): readonly Posture[] {
  const [first, newest] = [known.at(0), known.at(-1)];
  if (!first || !newest) return [];
  const end = dayNumber(newest.day);
  const passed = end - dayNumber(first.day);
  const step = Math.floor(passed / MOST_POINTS) + 1;
  const steps = Math.floor(passed / step);
  return Array.from({ length: steps + 1 }, (_, index) => {
    const day = dayOf(end - (steps - index) * step);
    return { ...(known.findLast((posture) => posture.day <= day) ?? first), day };
  });
}

function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MILLISECONDS);
}

function dayOf(number: number): string {
  return new Date(number * DAY_MILLISECONDS).toISOString().slice(0, 10);
}
