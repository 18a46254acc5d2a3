import type { CallCount, CallCounter } from "../audit/account-reader.ts";

/** Counts, and what is told of the calls that were made. */
export interface CallTallies extends CallCounter {
  /** Counts only where somebody wants to know. */
  add(purpose: string, calls: number): void;
}

export function createCallTallies(): CallTallies {
  const counts = new Map<string, number>();
  return {
    add(purpose, calls) {
      const count = counts.get(purpose);
      if (count !== undefined) counts.set(purpose, count + calls);
    },
    countCalls(purpose): CallCount {
      counts.set(purpose, 0);
      return {
        take() {
          const count = counts.get(purpose) ?? 0;
          counts.set(purpose, 0);
          return count;
        },
        [Symbol.dispose]: () => void counts.delete(purpose),
      };
    },
  };
}
