import { useState } from "react";
import type { Suggestion } from "../setting.ts";

/** What to try, and whether something of it was tried since the page was opened. */
export interface Trying {
  readonly suggestions: readonly Suggestion[];
  readonly hasTried: boolean;
  setTried(): void;
}

/** Remembers that something was tried. */
export function useTrying(suggestions: readonly Suggestion[]): Trying {
  const [hasTried, setTried] = useState(false);
  return { suggestions, hasTried, setTried: () => setTried(true) };
}
