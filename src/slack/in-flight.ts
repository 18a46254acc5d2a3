/** Counts what is being answered, so that stopping can wait for it. */
export interface InFlight {
  track<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves once nothing is under way any more. */
  drained(): Promise<void>;
}

export function createInFlight(): InFlight {
  const underWay = new Set<Promise<unknown>>();
  return {
    track(work) {
      const promise = work();
      underWay.add(promise);
      const forget = () => underWay.delete(promise);
      promise.then(forget, forget);
      return promise;
    },
    async drained() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
  };
}
