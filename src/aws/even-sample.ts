/** Some of many things that come one after the other, spread evenly over all of them. */
export interface EvenSample<T> {
  add(item: T): void;
  /** How many came. */
  count(): number;
  /** As many as were wanted, in the order in which they came; all where there were no more. */
  taken(): readonly T[];
}

/** Keeps twice as many as are wanted at most, however many come. */
export function createEvenSample<T>(wanted: number): EvenSample<T> {
  let kept: T[] = [];
  let stride = 1;
  let seen = 0;
  return {
    add(item) {
      if (wanted > 0 && seen % stride === 0) kept.push(item);
      seen += 1;
      if (wanted === 0 || kept.length < wanted * 2) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      stride *= 2;
    },
    count: () => seen,
    taken() {
      const step = Math.max(1, kept.length / Math.max(1, wanted));
      return Array.from({ length: Math.min(wanted, kept.length) }, (_, index) =>
        Math.floor(index * step),
      ).flatMap((index) => kept.slice(index, index + 1));
    },
  };
}
