import type { KeyboardEvent } from "react";

const VERTICAL: Steps = { ArrowDown: 1, ArrowUp: -1 };

/** For a row rather than a column. */
export const HORIZONTAL: Steps = { ArrowRight: 1, ArrowLeft: -1 };

type Steps = Readonly<Record<string, 1 | -1>>;

/** Lets the arrows, Home and End move the focus among what `selector` finds in a list; from the list itself to its end. */
export function roving(selector: string, steps: Steps = VERTICAL) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    const { currentTarget: list, target, key } = event;
    const items = [...list.querySelectorAll<HTMLElement>(selector)];
    const at = target instanceof HTMLElement ? items.indexOf(target) : -1;
    if (at < 0 && target !== list) return;
    const next = nextOf(key, { at, last: items.length - 1, steps });
    if (next === undefined) return;
    event.preventDefault();
    items[next]?.focus();
  };
}

interface Where {
  readonly at: number;
  readonly last: number;
  readonly steps: Steps;
}

function nextOf(key: string, { at, last, steps }: Where): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return last;
  const step = steps[key];
  if (step === undefined) return undefined;
  return at < 0 ? last : Math.min(Math.max(at + step, 0), last);
}
