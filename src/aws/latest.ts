import type { Clock } from "../clock.ts";

export interface Keeping {
  readonly milliseconds: number;
  readonly most: number;
}

/**
 * Keeps the answers that were asked for last: at most so many, and none for longer than so long. Several who ask at
 * the same time wait for one answer; a failure is not kept.
 */
export function keepLatest<Answer>(clock: Clock, { milliseconds, most }: Keeping) {
  const kept = new Map<string, { readonly answer: Promise<Answer>; readonly until: number }>();
  return (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const existing = kept.get(key);
    kept.delete(key);
    if (existing && existing.until > clock.now().getTime()) {
      kept.set(key, existing);
      return existing.answer;
    }
    const entry = { answer: ask(), until: clock.now().getTime() + milliseconds };
    kept.set(key, entry);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    entry.answer.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return entry.answer;
  };
}
