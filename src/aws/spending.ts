import type { Clock } from "../clock.ts";
import type { Budget, Spent } from "../domain/canonical-id.ts";

/** Counts what a look-up takes, against what it may. */
export interface Spending {
  /** True once its time is over, which then counts as having cut it short. */
  isLate(): boolean;
  bucketsLeft(): number;
  objectsLeft(): number;
  addListed(count: number): void;
  addBucket(): void;
  addObjects(count: number): void;
  /** There was more of something than could be looked at. */
  cut(by: keyof Budget): void;
  spent(): Spent;
}

export function createSpending(budget: Budget, clock: Clock, onProgress?: (spent: Spent) => void): Spending {
  const startedAt = clock.now().getTime();
  const milliseconds = () => clock.now().getTime() - startedAt;
  let listed = 0;
  let buckets = 0;
  let objects = 0;
  const cutBy = new Set<keyof Budget>();
  const spent = (): Spent => ({
    listed,
    buckets,
    objects,
    milliseconds: milliseconds(),
    cutBy: [...cutBy],
  });

  return {
    isLate() {
      const isLate = milliseconds() >= budget.seconds * 1000;
      if (isLate) cutBy.add("seconds");
      return isLate;
    },
    bucketsLeft: () => Math.max(0, budget.buckets - buckets),
    objectsLeft: () => Math.max(0, budget.objects - objects),
    addListed: (count) => {
      listed += count;
      onProgress?.(spent());
    },
    addBucket: () => {
      buckets += 1;
      onProgress?.(spent());
    },
    addObjects: (count) => {
      objects += count;
      onProgress?.(spent());
    },
    cut: (by) => {
      cutBy.add(by);
    },
    spent,
  };
}
