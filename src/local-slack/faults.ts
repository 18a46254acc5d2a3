import type { Fault } from "./control.ts";

/** The faults that wait for their call. */
export interface Faults {
  replace(faults: readonly Fault[]): void;
  /** The fault that this call meets, counted as used; undefined for a call that goes well. */
  take(method: string): Fault | undefined;
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    replace(faults) {
      waiting = faults.map((fault) => ({ fault, left: fault.times }));
    },
    take(method) {
      const next = waiting.find(
        ({ fault, left }) => left > 0 && (fault.method === method || fault.method === "*"),
      );
      if (!next) return undefined;
      next.left -= 1;
      return next.fault;
    },
  };
}
