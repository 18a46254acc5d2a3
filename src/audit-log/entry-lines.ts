import { z } from "zod";
import { type SealedEntry, sealings } from "../domain/audit-log.ts";
import { RootcheckError } from "../domain/errors.ts";
import { canonicalJson } from "../domain/log-chain.ts";
import { detailsOf } from "./details.ts";

/** A line of an exported log is no entry. */
export class LogLineError extends RootcheckError {
  constructor(line: number, why: string) {
    super(
      "log_line",
      `Line ${line} was wanted as an entry of an exported audit log, but ${why}. Check the file as it was exported, unchanged.`,
    );
  }
}

/** An entry as a line of an exported file, with all that its hash covers. */
export function lineOf(entry: SealedEntry): string {
  const { position, at, actor, action, subject, place, sealing, previous, hash } = entry;
  const details = detailsOf(entry);
  return `${JSON.stringify({ position, at, actor, action, subject, place, details, sealing, previous, hash })}\n`;
}

const lineShape = z
  .strictObject({
    position: z.int(),
    at: z.iso.datetime({ precision: 3 }).transform((text) => new Date(text)),
    actor: z.string(),
    action: z.string(),
    subject: z.string().exactOptional(),
    place: z.string().exactOptional(),
    details: z.record(z.string(), z.unknown()).transform(canonicalJson),
    sealing: z.enum(sealings),
    previous: z.string(),
    hash: z.string(),
  })
  .transform((entry): SealedEntry => entry);

/** Reads a line of an exported file. @throws {LogLineError} */
export function entryIn(text: string, line: number): SealedEntry {
  const { data, error } = lineShape.safeParse(parsed(text, line));
  if (error) {
    const faults = error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`);
    throw new LogLineError(line, faults.join("; "));
  }
  return data;
}

function parsed(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LogLineError(line, "it is no JSON");
  }
}
