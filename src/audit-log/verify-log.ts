import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { LogHead, SealedEntry } from "../domain/audit-log.ts";
import { type ChainEvidence, type ChainReport, checkChain } from "../domain/chain-check.ts";
import type { LogKey } from "../domain/log-chain.ts";
import { findLogHead } from "../store/audit-log.ts";
import type { Queryable } from "../store/database.ts";
import { entryIn } from "./entry-lines.ts";
import { storedEntries } from "./stored-entries.ts";

export interface Verifying {
  readonly key: LogKey;
  /** A head that was taken earlier. */
  readonly head?: LogHead | undefined;
}

/** Checks the stored log against itself, against the head stored with it and against one taken earlier. */
export async function verifyStoredLog(db: Queryable, { key, head }: Verifying): Promise<ChainReport> {
  const stored = await findLogHead(db); // first: what is entered meanwhile only comes after it
  return verify(storedEntries(db), { key, heads: head ? [head, stored] : [stored] });
}

/** Checks an exported log likewise. @throws {LogLineError} where a line is no entry */
export async function verifyExport(path: string, { key, head }: Verifying): Promise<ChainReport> {
  return verify(entriesIn(path), { key, heads: head ? [head] : [] });
}

async function* entriesIn(path: string): AsyncGenerator<SealedEntry> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim()) yield entryIn(line, number);
  }
}

async function verify(entries: AsyncIterable<SealedEntry>, evidence: ChainEvidence): Promise<ChainReport> {
  const check = checkChain(evidence);
  for await (const entry of entries) check.next(entry);
  return check.end();
}
