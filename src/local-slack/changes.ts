/** Tells those who watch that something visible changed; many changes in one turn are told once. */
export interface Changes {
  notify(): void;
  /** Answers the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  let pending = false;
  return {
    notify() {
      if (pending) return;
      pending = true;
      queueMicrotask(() => {
        pending = false;
        for (const listener of listeners) listener();
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
