import { createHash, createHmac } from "node:crypto";
import type { LogEntry, LogHead, SealedEntry } from "./audit-log.ts";

/** The secret that entries are sealed with; absent where none is configured. */
export type LogKey = string | undefined;

/** JSON of one form only: the members of every object in order of name. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) => (isRecord(member) ? inOrder(member) : member));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inOrder(record: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(record).sort();
  return Object.fromEntries(names.map((name) => [name, record[name]]));
}

/** Seals entries one after the other, each over the hash of the one before, beginning at `head`. */
export function sealEntries(
  head: LogHead,
  entries: readonly LogEntry[],
  key: LogKey,
): readonly SealedEntry[] {
  let { count, hash: previous } = head;
  return entries.map((entry) => {
    count += 1;
    const unsealed = {
      ...entry,
      position: count,
      details: canonicalJson(entry.details),
      sealing: key === undefined ? "sha256" : "hmac-sha256",
      previous,
    } as const;
    previous = sealOf(unsealed, key);
    return { ...unsealed, hash: previous };
  });
}

/** Whether an entry is what was sealed with this key, or without one. */
export function isSealedWith(entry: SealedEntry, key: LogKey): boolean {
  return (entry.sealing === "sha256" || key !== undefined) && sealOf(entry, key) === entry.hash;
}

/** The hash that an entry must have, going by everything else in it. */
function sealOf(entry: Omit<SealedEntry, "hash">, key: LogKey): string {
  const { position, at, actor, action, subject = null, place = null, details, sealing, previous } = entry;
  const covered = [sealing, previous, position, at.toISOString(), actor, action, subject, place, details];
  const hash = sealing === "sha256" ? createHash("sha256") : createHmac("sha256", key ?? "");
  return hash.update(JSON.stringify(covered)).digest("hex");
}
