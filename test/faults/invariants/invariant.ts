import type { Evidence } from "../evidence.ts";

/** Something that no fault may change. */
export interface Invariant {
  readonly name: string;
  /** What speaks against it; nothing where it holds. */
  readonly broken: (evidence: Evidence) => readonly string[];
}

/** How often each text comes. */
export function tallied(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
