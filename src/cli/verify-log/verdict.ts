import { headText, type LogHead } from "../../domain/audit-log.ts";
import type { ChainFault, ChainReport } from "../../domain/chain-check.ts";
import { RootcheckError } from "../../domain/errors.ts";

/** What checking came to, for a person. */
export interface Verdict {
  readonly isWhole: boolean;
  readonly lines: readonly string[];
}

/** The log's entries are sealed with a key that is not at hand. */
export class LogKeyNeededError extends RootcheckError {
  constructor({ keyed, entries }: ChainReport, found: "missing" | "wrong") {
    const what =
      found === "missing"
        ? "it is not set"
        : "it fits none of them: it is another key, or all of them were forged";
    super(
      "log_key_needed",
      `ROOTCHECK_LOG_KEY was wanted for the ${keyed} of ${entries} entries that are sealed with a key, but ${what}. Set the key that rootcheck runs with.`,
    );
  }
}

const FAULTS: Record<ChainFault["kind"], (position: number) => string> = {
  changed: (position) => `entry ${position} is not the one that was written: it was changed`,
  removed: (position) => `entry ${position} was removed`,
  moved: (position) => `entry ${position} is out of order: what was written there stands further on`,
  unlinked: (position) =>
    `entry ${position}, or one before it, was written anew: entry ${position + 1} was written after another`,
  unkeyed: (position) => `entry ${position} is sealed without the key, though the entries before it have it`,
  shortened: (position) => `the end was cut off: entry ${position} and what came after it are gone`,
  recomputed: (position) =>
    `the log was written anew: entry ${position} is not the one that the head was taken from`,
};

/**
 * Says what checking came to. Without the key only a broken chain can be told; a whole one cannot.
 * @throws {LogKeyNeededError}
 */
export function verdictOn(report: ChainReport, head: LogHead | undefined): Verdict {
  const { fault, key, entries, keyed } = report;
  if (key === "wrong" || (key === "missing" && !fault)) throw new LogKeyNeededError(report, key);
  if (fault) return { isWhole: false, lines: [`Broken: ${FAULTS[fault.kind](fault.position)}.`] };
  return {
    isWhole: true,
    lines: [
      `Whole: ${entries} entries, ${keyed} of them sealed with the key.`,
      head
        ? `It contains the head ${headText(head)}.`
        : "It was held against no head taken earlier (--head): whoever could rewrite all of it would not be found.",
      `Its own head: ${headText(report.head)}`,
    ],
  };
}
