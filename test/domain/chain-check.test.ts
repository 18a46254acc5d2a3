import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMPTY_LOG, type LogHead, type SealedEntry } from "../../src/domain/audit-log.ts";
import { type ChainReport, checkChain } from "../../src/domain/chain-check.ts";
import { type LogKey, sealEntries } from "../../src/domain/log-chain.ts";
import { anyEntry, chainOf, entryOf } from "../support/log-entries.ts";

const KEY = "0123456789abcdef0123456789abcdef";

function check(
  entries: readonly SealedEntry[],
  { key, heads = [] }: { readonly key?: LogKey; readonly heads?: readonly LogHead[] } = {},
): ChainReport {
  const chain = checkChain({ key, heads });
  for (const entry of entries) chain.next(entry);
  return chain.end();
}

function headAt(entries: readonly SealedEntry[], count: number): LogHead {
  return { count, hash: entries[count - 1]?.hash ?? EMPTY_LOG.hash };
}

/** The chain with the entry at a position put through `change`. */
function changedAt(
  entries: readonly SealedEntry[],
  position: number,
  change: (entry: SealedEntry) => SealedEntry,
): readonly SealedEntry[] {
  return entries.map((entry) => (entry.position === position ? change(entry) : entry));
}

/** What somebody can make of an entry who knows how the chain is made, but not the key. */
function resealed(entry: SealedEntry): SealedEntry {
  const { position, previous: hash } = entry;
  const [anew] = sealEntries({ count: position - 1, hash }, [entryOf(99)], undefined);
  return anew ?? entry;
}

describe("a chain that nobody touched", () => {
  test("of no entries is whole", () => {
    expect(check([])).toEqual({ entries: 0, keyed: 0, head: EMPTY_LOG });
  });

  test("is whole against each head it ever had, with a key switched on half way too", () => {
    fc.assert(
      fc.property(
        fc.array(anyEntry),
        fc.array(anyEntry),
        fc.option(fc.constant(KEY)),
        (early, late, later) => {
          const key = later ?? undefined;
          const first = sealEntries(EMPTY_LOG, early, undefined);
          const entries = [...first, ...sealEntries(headAt(first, first.length), late, key)];
          const heads = entries.map(({ position }) => headAt(entries, position));
          const report = check(entries, { key, heads });
          expect(report).toEqual({
            entries: entries.length,
            keyed: key === undefined ? 0 : late.length,
            head: headAt(entries, entries.length),
          });
        },
      ),
    );
  });
});

describe.each([
  ["without a key", undefined],
  ["with a key", KEY],
] as const)("tampering, %s", (_name, key) => {
  const whole = chainOf(6, key);
  const changes: Record<string, (entry: SealedEntry) => SealedEntry> = {
    at: (entry) => ({ ...entry, at: new Date(entry.at.getTime() + 1) }),
    actor: (entry) => ({ ...entry, actor: "U99" }),
    action: (entry) => ({ ...entry, action: "export" }),
    subject: (entry) => ({ ...entry, subject: "F99" }),
    "no subject": ({ subject: _gone, ...entry }) => entry,
    place: (entry) => ({ ...entry, place: "C99" }),
    details: (entry) => ({ ...entry, details: `${entry.details} ` }),
    sealing: (entry) => ({ ...entry, sealing: entry.sealing === "sha256" ? "hmac-sha256" : "sha256" }),
    previous: (entry) => ({ ...entry, previous: "f".repeat(64) }),
    hash: (entry) => ({ ...entry, hash: "f".repeat(64) }),
  };

  test("each field is covered, at each position", () => {
    for (const [field, change] of Object.entries(changes))
      for (const { position } of whole) {
        const { fault } = check(changedAt(whole, position, change), { key: key ?? KEY });
        expect(fault, `${field} at ${position}`).toEqual({ position, kind: "changed" });
      }
  });

  test("an entry that is gone is missed, whichever it is", () => {
    for (const { position } of whole) {
      const rest = whole.filter((entry) => entry.position !== position);
      const expected = { position, kind: position === 6 ? "shortened" : "removed" };
      expect(check(rest, { key, heads: [headAt(whole, 6)] }).fault).toEqual(expected);
    }
  });

  test("two lines that changed places, or two rows that changed positions, are found at the first", () => {
    const places = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(places, ([one = 1, other = 2]) => {
        const swap = (position: number) => (position === one ? other : position === other ? one : position);
        const renumbered = whole.map((entry) => ({ ...entry, position: swap(entry.position) }));
        const lines = whole.flatMap(({ position }) =>
          whole.filter((entry) => entry.position === swap(position)),
        );
        const rows = renumbered.toSorted((a, b) => a.position - b.position);
        const fault = { position: Math.min(one, other), kind: "moved" };
        expect(check(lines, { key }).fault).toEqual(fault);
        expect(check(rows, { key }).fault).toEqual(fault);
      }),
    );
  });

  test("a line that stands there twice is found where it does not belong", () => {
    const twice = [...whole.slice(0, 3), ...whole.slice(2)];
    expect(check(twice, { key }).fault).toMatchObject({ position: 4 });
  });
});

describe("whoever can seal entries anew", () => {
  const whole = chainOf(6);

  test.each([1, 2, 3, 4, 5])("and does so with entry %i alone is found by the next", (position) => {
    expect(check(changedAt(whole, position, resealed)).fault).toEqual({ position, kind: "unlinked" });
  });

  test("and does so with all that follows is found against any head taken after", () => {
    for (let position = 1; position <= 6; position += 1) {
      const kept = whole.slice(0, position - 1);
      const lies = Array.from({ length: 7 - position }, (_, index) => entryOf(50 + index));
      const forged = [...kept, ...sealEntries(headAt(kept, position - 1), lies, undefined)];
      expect(check(forged).fault).toBeUndefined();
      for (let count = position; count <= 6; count += 1)
        expect(check(forged, { heads: [headAt(whole, count)] }).fault).toEqual({
          position: count,
          kind: "recomputed",
        });
    }
  });

  test.each([0, 1, 5])("and leaves %i entries is found against a head taken before", (left) => {
    const report = check(whole.slice(0, left), { heads: [headAt(whole, 6)] });
    expect(report.fault).toEqual({ position: left + 1, kind: "shortened" });
  });

  test("without the key cannot go on where keyed entries have begun", () => {
    const keyed = chainOf(3, KEY);
    const forged = [...keyed, ...sealEntries(headAt(keyed, 3), [entryOf(4)], undefined)];
    expect(check(forged, { key: KEY }).fault).toEqual({ position: 4, kind: "unkeyed" });
    expect(check(changedAt(keyed, 2, resealed), { key: KEY }).fault).toEqual({
      position: 2,
      kind: "unkeyed",
    });
  });
});

describe("keyed entries", () => {
  const plain = chainOf(2);
  const keyed = [...plain, ...sealEntries(headAt(plain, 2), [entryOf(3), entryOf(4)], KEY)];

  test("checked without the key: said so, and what is removed is found all the same", () => {
    expect(check(keyed)).toMatchObject({ keyed: 2, key: "missing" });
    expect(check(keyed)).not.toHaveProperty("fault");
    expect(check(keyed.filter(({ position }) => position !== 3)).fault).toEqual({
      position: 3,
      kind: "removed",
    });
  });

  test("checked with a key that fits none of them: said so", () => {
    expect(check(keyed, { key: `${KEY}x` })).toMatchObject({ keyed: 2, key: "wrong" });
  });

  test("of which one was changed: that is not the key's fault", () => {
    const changed = changedAt(keyed, 3, (entry) => ({ ...entry, actor: "U99" }));
    const report = check(changed, { key: KEY });
    expect(report.fault).toEqual({ position: 3, kind: "changed" });
    expect(report).not.toHaveProperty("key");
  });
});
