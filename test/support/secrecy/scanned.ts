import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Audience, Output } from "./leaks.ts";

const scanned = z.object({ log: z.int(), channel: z.int(), asker: z.int() });
/** How many texts of each audience were looked through. */
export type Scanned = Readonly<Record<Audience, number>>;

/** Notes down in a folder what was looked through: a line a scan, a file a process. */
export function noteScanned(folder: string, outputs: readonly Output[]): void {
  const count = (audience: Audience) => outputs.filter((output) => output.audience === audience).length;
  const counts: Scanned = { log: count("log"), channel: count("channel"), asker: count("asker") };
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(counts)}\n`);
}

/** Everything that was noted down there. */
export function scansIn(folder: string): readonly Scanned[] {
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  return files.flatMap((file) =>
    file.split("\n").flatMap((line) => (line === "" ? [] : [scanned.parse(JSON.parse(line))])),
  );
}

/**
 * For the end of a run of the whole suite.
 * @throws {Error} if of what one audience reads nothing was looked through.
 */
export function expectScanned(scans: readonly Scanned[]): void {
  for (const audience of ["log", "channel", "asker"] as const)
    if (scans.every((counts) => counts[audience] === 0))
      throw new Error(
        "Wanted everything that is printed or shown to be looked through for secrets, found nothing that is for the " +
          `${audience}. Mend test/support/secrecy/.`,
      );
}
