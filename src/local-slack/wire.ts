import type { WireEntry } from "./control.ts";

const KEPT_ENTRIES = 10_000;
const TOKEN = /\bx(?:ox[a-z]|app)-[\w-]+/g;

/** The record of everything that crossed between the app and Slack. */
export interface Wire {
  record(entry: Omit<WireEntry, "at" | "number">): void;
  entries(): readonly WireEntry[];
}

export function createWire(slack: { readonly now: () => Date }): Wire {
  const entries: WireEntry[] = [];
  let recorded = 0;
  return {
    record(entry) {
      const { sent, answered } = entry;
      const [number, at] = [++recorded, slack.now().toISOString()];
      entries.push({ ...entry, number, at, sent: mask(sent), answered: mask(answered) });
      if (entries.length > KEPT_ENTRIES) entries.shift();
    },
    entries: () => entries,
  };
}

/** A deep copy in which no token can be read. */
function mask(value: unknown): unknown {
  if (value === undefined) return null;
  return JSON.parse(JSON.stringify(value).replace(TOKEN, "x***"));
}
