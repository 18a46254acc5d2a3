import type { Fault } from "./control.ts";

/** The faults that wait for their call. */
export interface Faults {
  replace(faults: readonly Fault[]): void;
  /** The fault that this call meets, counted as used; undefined for a call that goes well. */
  take(method: string, channel?: unknown): Fault | undefined;
  /** How many calls met a fault of which kind. */
  hits(): Readonly<Record<string, number>>;
}

export function createFaults(): Faults {
  const hits = new Map<string, number>();
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    replace(faults) {
      waiting = faults.map((fault) => ({ fault, left: fault.times }));
    },
    take(method, channel) {
      const meets = (fault: Fault) =>
        (fault.method === method || fault.method === "*") && (fault.channel ?? channel) === channel;
      const next = waiting.find(({ fault, left }) => left > 0 && meets(fault));
      if (!next) return undefined;
      next.left -= 1;
      hits.set(next.fault.kind, (hits.get(next.fault.kind) ?? 0) + 1);
      return next.fault;
    },
    hits: () => Object.fromEntries(hits),
  };
}
