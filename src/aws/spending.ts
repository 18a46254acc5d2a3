import type { Clock } from "../clock.ts";
import type { Budget, Spent } from "../domain/canonical-id.ts";

/** Counts what a look-up takes, against what it may. */
export interface Spending {
  /** True once its time is over, which then counts as what ended it. */
  isLate(): boolean;
  bucketsLeft(): number;
  objectsLeft(): number;
  addBucket(): void;
  addObjects(count: number): void;
  /** There was more of something than could be looked at. */
  end(by: keyof Budget): void;
  spent(): Spent;
}

export function createSpending(budget: Budget, clock: Clock): Spending {
  const startedAt = clock.now().getTime();
  const milliseconds = () => clock.now().getTime() - startedAt;
  let buckets = 0;
  let objects = 0;
  let endedBy: keyof Budget | undefined;

  function end(by: keyof Budget): void {
    endedBy ??= by;
  }

  return {
    isLate() {
      const isLate = milliseconds() >= budget.seconds * 1000;
      if (isLate) end("seconds");
      return isLate;
    },
    bucketsLeft: () => Math.max(0, budget.buckets - buckets),
    objectsLeft: () => Math.max(0, budget.objects - objects),
    addBucket: () => {
      buckets += 1;
    },
    addObjects: (count) => {
      objects += count;
    },
    end,
    spent: () => ({ buckets, objects, milliseconds: milliseconds(), endedBy }),
  };
}
