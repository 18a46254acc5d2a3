import { useEffect, useEffectEvent, useState } from "react";
import { type Names, useNames } from "../names.tsx";
import type { SelectShape } from "./elements-shape.ts";
import type { OptionGroup } from "./objects-shape.ts";
import { kindOf, knownOptions } from "./select-state.ts";
import { plainText } from "./text.tsx";

/** Between two letters, before the app is asked. */
const PAUSE_MS = 150;

/** What a select has to offer, and a word in its place where it has nothing. */
export interface Offered {
  readonly groups: readonly OptionGroup[];
  readonly hint?: string;
}

interface Search {
  readonly letters: string;
  readonly isOpen: boolean;
  readonly suggest: (letters: string) => Promise<readonly OptionGroup[]>;
}

/** What a select offers for the letters typed; an external one asks the app, the latest question wins. */
export function useOffered(element: SelectShape, { letters, isOpen, suggest }: Search): Offered {
  const names = useNames();
  const [answer, setAnswer] = useState<{
    readonly letters: string;
    readonly groups: readonly OptionGroup[];
  }>();
  const isAsked = kindOf(element) === "external" && isOpen && letters.length >= element.min_query_length;
  const ask = useEffectEvent(suggest);
  useEffect(() => {
    if (!isAsked) return;
    let isLatest = true;
    const timer = setTimeout(async () => {
      const groups = await ask(letters);
      if (isLatest) setAnswer({ letters, groups });
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [isAsked, letters]);
  if (kindOf(element) !== "external") return matching(element, letters, names);
  if (!isAsked) return { groups: [], hint: `Type ${element.min_query_length} or more letters to search` };
  if (answer?.letters !== letters) return { groups: [], hint: "Searching…" };
  return withHint(answer.groups);
}

function matching(element: SelectShape, letters: string, names: Names): Offered {
  const wanted = letters.toLowerCase();
  const groups = knownOptions(element, names).map((group) => ({
    ...group,
    options: group.options.filter(({ text }) => plainText(text).toLowerCase().includes(wanted)),
  }));
  return withHint(groups);
}

function withHint(groups: readonly OptionGroup[]): Offered {
  return groups.some(({ options }) => options.length > 0) ? { groups } : { groups, hint: "No results" };
}
