/** What a timer of this clock is known by; only its own clear methods understand it. */
export type Timer = unknown;

/**
 * The one source of time and timers. Production uses {@link systemClock}; tests and the playground bring
 * one that they move themselves. Slack signatures and AWS SigV4 are the exceptions: they need real time.
 */
export interface Clock {
  now(): Date;
  setTimeout(task: () => void, milliseconds: number): Timer;
  clearTimeout(timer: Timer): void;
  setInterval(task: () => void, milliseconds: number): Timer;
  clearInterval(timer: Timer): void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  setTimeout: (task, milliseconds) => setTimeout(task, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  setInterval: (task, milliseconds) => setInterval(task, milliseconds),
  clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
};

/** Resolves after `milliseconds` of the clock's time, or rejects with the signal's reason as soon as it aborts. */
export function sleep(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clock.clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

/**
 * Remembers answers by key for `milliseconds`. Several who ask at the same time wait for one answer; a failure is
 * not remembered.
 */
export function rememberFor<Answer>(clock: Clock, milliseconds: number) {
  const remembered = new Map<string, { readonly answer: Promise<Answer>; readonly until: number }>();
  return (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const now = clock.now().getTime();
    for (const [other, { until }] of remembered) if (until <= now) remembered.delete(other);
    const existing = remembered.get(key);
    if (existing) return existing.answer;
    const answer = ask();
    const entry = { answer, until: now + milliseconds };
    remembered.set(key, entry);
    answer.catch(() => {
      if (remembered.get(key) === entry) remembered.delete(key);
    });
    return answer;
  };
}
