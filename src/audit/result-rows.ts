import { maskAccessKeyId } from "../domain/mask.ts";
import type { Rung } from "../domain/read.ts";
import type { AccountReading, Evidence, Phrase, Result, Severity } from "../domain/result.ts";

/** The columns of the result files, in order. */
export const resultColumns = [
  "accountId",
  "accountName",
  "check",
  "status",
  "reason",
  "severity",
  "rung",
  "readAt",
  "evidence",
] as const;

/** One check of one account, or of the organization itself, as the result files have it. */
export interface ResultRow {
  /** Empty for the organization. */
  readonly accountId: string;
  readonly accountName: string;
  readonly check: string;
  readonly status: Result["status"];
  /** Of a failure what was found; of a check that is not applicable or unknown a code and why. */
  readonly reason: string | null;
  readonly severity: Severity | null;
  readonly rung: Rung | null;
  /** UTC, ISO 8601. */
  readonly readAt: string;
  readonly evidence: readonly Evidence[];
}

export function rowsOf(
  { accountId, readAt, results }: AccountReading,
  accountName: string,
): readonly ResultRow[] {
  return results.map((result) => ({
    accountId,
    accountName,
    check: result.check,
    status: result.status,
    reason: reasonOf(result),
    severity: result.status === "fail" ? result.severity : null,
    rung: rungOf(result),
    readAt: (result.evidence[0]?.readAt ?? readAt).toISOString(),
    evidence: result.evidence,
  }));
}

function reasonOf(result: Result): string | null {
  if ("reason" in result) return `${result.reason.code}: ${result.reason.text}`;
  if (result.status === "pass") return null;
  return result.detail ? `${result.headline}: ${inWords(result.detail)}` : result.headline;
}

/** The access that decided: what the organization itself says is always read by own credentials. */
function rungOf(result: Result): Rung | null {
  const tried = "reason" in result ? result.reason.rung : undefined;
  const rungs = result.evidence.map(({ rung }) => rung);
  return tried ?? rungs.find((rung) => rung !== "own credentials") ?? rungs[0] ?? null;
}

/** For a file: times in UTC, key ids masked. */
function inWords(phrase: Phrase): string {
  return phrase
    .map((part) => {
      if (typeof part === "string") return part;
      if ("accessKeyId" in part) return maskAccessKeyId(part.accessKeyId);
      return "day" in part ? part.day.toISOString().slice(0, 10) : part.ago.toISOString();
    })
    .join("");
}
