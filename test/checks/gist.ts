import type { Verdict } from "../../src/domain/result.ts";

/** A verdict without its particulars; for a truth table. */
export interface Expected {
  readonly status: Verdict["status"];
  readonly severity?: string;
  readonly headline?: string;
  /** The code of its reason. */
  readonly code?: string;
  readonly summary: string;
  /** Each as "call field = value". */
  readonly evidence: readonly string[];
}

export function gist(verdict: Verdict): Expected {
  return {
    status: verdict.status,
    ...(verdict.status === "fail" && { severity: verdict.severity, headline: verdict.headline }),
    ...("reason" in verdict && { code: verdict.reason.code }),
    summary: verdict.summary.join(""),
    evidence: verdict.evidence.map(({ call, field, value }) => `${call} ${field} = ${value}`),
  };
}
