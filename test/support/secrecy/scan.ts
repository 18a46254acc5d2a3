import { afterAll, inject } from "vitest";
import { createLog, type Log } from "../../../src/log.ts";
import { findLeaks, type Leak, type Output } from "./leaks.ts";
import { noteScanned } from "./scanned.ts";

/** Something came out that nobody, or not everybody who could read it, was to know. */
export class LeakError extends Error {
  readonly leaks: readonly Leak[];

  constructor(leaks: readonly Leak[]) {
    const lines = leaks.map(({ place, kind, masked }) => `- ${kind} (${masked}): ${place}`);
    super(`Wanted no secret in what was printed or shown, found:\n${[...new Set(lines)].join("\n")}`);
    this.name = "LeakError";
    this.leaks = leaks;
  }
}

/**
 * Looks through outputs for whatever their readers are not to know, `given` values among it.
 * @throws {LeakError}
 */
export function scan(outputs: readonly Output[], given: readonly string[] = []): void {
  noteScanned(inject("scanned"), outputs);
  const leaks = findLeaks(outputs, given);
  if (leaks.length > 0) throw new LeakError(leaks);
}

/**
 * Looks through everything that was printed, line by line.
 * @throws {LeakError}
 */
export function scanPrinted(place: string, printed: string, given: readonly string[] = []): void {
  const lines = printed.split("\n").filter((line) => line !== "");
  const outputs = lines.map((text): Output => {
    return { place: `${place}: ${gistOf(text, given)}`, audience: "log", text };
  });
  scan(outputs, given);
}

/** What a line of the log says, unless that is what it was not to say. */
function gistOf(line: string, given: readonly string[]): string {
  const said = /"msg":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? "";
  const isFit = said !== "" && findLeaks([{ place: "", audience: "log", text: said }], given).length === 0;
  return isFit ? said : "a line";
}

/** A log of the app's that is kept, to be looked through in the end. */
export interface WatchedLog {
  readonly log: Log;
  /** Everything that was logged so far. */
  logged(): string;
  /** @throws {LeakError} */
  scan(given?: readonly string[]): void;
}

/** Makes a log that writes every line, and to nowhere but here. */
export function watchLog(place: string): WatchedLog {
  const lines: string[] = [];
  return {
    log: createLog("trace", { write: (line) => void lines.push(line) }),
    logged: () => lines.join(""),
    scan: (given) => scanPrinted(place, lines.join(""), given),
  };
}

/** A log for all tests of a file, which is looked through after the last. */
export function scannedLog(place: string): Log {
  const watched = watchLog(place);
  afterAll(() => watched.scan());
  return watched.log;
}

const SECRET_NAME = /(?:TOKEN|SECRET|SECRET_ACCESS_KEY|LOG_KEY)$/;

/** Which of a program's settings nobody is to read. */
export function secretsIn(settings: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) =>
    SECRET_NAME.test(name) && value !== "" ? [value] : [],
  );
}
