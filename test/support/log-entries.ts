import fc from "fast-check";
import { EMPTY_LOG, type LogEntry, logActions, type SealedEntry } from "../../src/domain/audit-log.ts";
import { type LogKey, sealEntries } from "../../src/domain/log-chain.ts";

/** An entry that differs from others by its number. */
export function entryOf(number: number, given: Partial<LogEntry> = {}): LogEntry {
  return {
    at: new Date(Date.UTC(2026, 10, 22, 10, number)),
    actor: `U${number}`,
    action: "decision",
    subject: `F${number}`,
    place: "C1",
    details: { before: { state: "open" }, after: { state: "acknowledged" }, number },
    ...given,
  };
}

/** A whole chain of so many entries. */
export function chainOf(length: number, key?: LogKey): readonly SealedEntry[] {
  return sealEntries(
    EMPTY_LOG,
    Array.from({ length }, (_, index) => entryOf(index + 1)),
    key,
  );
}

const details = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });

/** Any entry that can be stored: PostgreSQL's text holds everything but NUL and halves of characters. */
export const anyEntry: fc.Arbitrary<LogEntry> = fc.record(
  {
    at: fc.date({ min: new Date("2020-01-01"), max: new Date("2090-01-01"), noInvalidDate: true }),
    actor: fc.string({ minLength: 1 }),
    action: fc.constantFrom(...logActions),
    subject: fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", "")),
    place: fc.string(),
    details,
  },
  { requiredKeys: ["at", "actor", "action", "details"] },
);
