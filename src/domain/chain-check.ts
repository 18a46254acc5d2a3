import { EMPTY_LOG, type LogHead, type SealedEntry } from "./audit-log.ts";
import { isSealedWith, type LogKey } from "./log-chain.ts";

/** What is wrong with a chain, and at which position it shows first. */
export interface ChainFault {
  readonly position: number;
  readonly kind: /** The entry is not the one that was written here. */
    | "changed"
    /** Nothing is left of the entry that was written here. */
    | "removed"
    /** The entry that was written here stands further on. */
    | "moved"
    /** The entry, or one before it, was sealed anew: the next one was written after another. */
    | "unlinked"
    /** Keyed entries have begun, and this one could have been made without the key. */
    | "unkeyed"
    /** The log ends before the head that it is held against. */
    | "shortened"
    /** The chain is whole, but not the one that the head was taken from. */
    | "recomputed";
}

/** What came of checking a chain. */
export interface ChainReport {
  readonly entries: number;
  /** How many of them are sealed with a key. */
  readonly keyed: number;
  /** Where the checked log ends. */
  readonly head: LogHead;
  readonly fault?: ChainFault;
  /** Keyed entries could not be checked: without a key, or with one that fits none of them. */
  readonly key?: "missing" | "wrong";
}

export interface ChainCheck {
  /** Takes the next entry, in the order in which they are found. */
  next(entry: SealedEntry): void;
  end(): ChainReport;
}

/** What a chain is checked against, beside itself. */
export interface ChainEvidence {
  readonly key: LogKey;
  /** Heads that were taken from it earlier. */
  readonly heads: readonly LogHead[];
}

/** How far a check has come. */
interface Walk {
  /** Where the part ends that nothing is wrong with. */
  end: LogHead;
  entries: number;
  keyed: number;
  /** How many of the keyed ones fit the key. */
  fitting: number;
  fault: ChainFault | undefined;
}

/** Checks a chain as its entries come along, against itself and against heads that were taken from it earlier. */
export function checkChain(evidence: ChainEvidence): ChainCheck {
  const walk: Walk = { end: EMPTY_LOG, entries: 0, keyed: 0, fitting: 0, fault: undefined };
  return {
    next: (entry) => advance(walk, entry, evidence),
    end: () => reportOn(walk, evidence),
  };
}

function advance(walk: Walk, entry: SealedEntry, evidence: ChainEvidence): void {
  walk.entries += 1;
  if (entry.sealing === "hmac-sha256") {
    walk.keyed += 1;
    if (isSealedWith(entry, evidence.key)) walk.fitting += 1;
  }
  const { fault, end } = walk;
  if (fault) {
    if (isFoundAgain(fault, entry, evidence)) walk.fault = { ...fault, kind: "moved" };
    return;
  }
  const kind = faultIn(walk, entry, evidence);
  if (kind) walk.fault = { position: kind === "unlinked" ? Math.max(1, end.count) : end.count + 1, kind };
  else walk.end = { count: entry.position, hash: entry.hash };
}

function faultIn(
  { end, keyed }: Walk,
  entry: SealedEntry,
  { key, heads }: ChainEvidence,
): ChainFault["kind"] | undefined {
  if (entry.position > end.count + 1) return "removed";
  if (entry.position <= end.count || !isSealedAsFarAsKnown(entry, key)) return "changed";
  if (entry.previous !== end.hash) return "unlinked";
  if (entry.sealing === "sha256" && keyed > 0) return "unkeyed";
  const isAsTaken = heads.every(({ count, hash }) => count !== entry.position || hash === entry.hash);
  return isAsTaken ? undefined : "recomputed";
}

/** Without the key a keyed entry's own seal is taken as it is; whether it is linked can be told all the same. */
function isSealedAsFarAsKnown(entry: SealedEntry, key: LogKey): boolean {
  return (entry.sealing === "hmac-sha256" && key === undefined) || isSealedWith(entry, key);
}

/** What seems gone or changed may turn up in another place, where it still carries the seal of its own. */
function isFoundAgain({ kind, position }: ChainFault, entry: SealedEntry, { key }: ChainEvidence): boolean {
  if (kind !== "changed" && kind !== "removed") return false;
  if (entry.position === position) return isSealedAsFarAsKnown(entry, key);
  return isSealedWith({ ...entry, position }, key);
}

function reportOn({ end, entries, keyed, fitting, fault }: Walk, { key, heads }: ChainEvidence): ChainReport {
  const isShort = heads.some(({ count }) => count > end.count);
  const found = fault ?? (isShort ? ({ position: end.count + 1, kind: "shortened" } as const) : undefined);
  return {
    entries,
    keyed,
    head: end,
    ...(found && { fault: found }),
    ...(keyed > 0 && fitting === 0 && { key: key === undefined ? "missing" : "wrong" }),
  };
}
