/** As many as a chart shows: Slack takes twenty categories. */
export const MOST_POINTS = 20;

/** At most so many of them, evenly spread, the first and the last always among them. */
export function sampled<T>(all: readonly T[], most = MOST_POINTS): readonly T[] {
  if (all.length <= most) return all;
  const step = (all.length - 1) / (most - 1);
  const places = new Set(Array.from({ length: most }, (_, index) => Math.round(index * step)));
  return all.filter((_, index) => places.has(index));
}
