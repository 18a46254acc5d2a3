import type { Check } from "../../checks/check.ts";
import { checks } from "../../checks/index.ts";
import type { AccountId } from "../../domain/account.ts";
import { type Result, type Severity, severities } from "../../domain/result.ts";
import { type Block, bold, button, buttons, emoji, paragraph, type Span } from "../blocks.ts";
import { actionIds } from "../ids.ts";
import { spansOf } from "./phrase.ts";

export type Failure = Extract<Result, { status: "fail" }>;

/** The sign of each status and severity; the word always stands beside it, so that colour never tells alone. */
const SEVERITY_SIGNS: Record<Severity, string> = {
  critical: "red_circle",
  high: "large_orange_circle",
  medium: "large_yellow_circle",
  low: "large_blue_circle",
  info: "white_circle",
};

const STATUS_SIGNS = {
  pass: "white_check_mark",
  not_applicable: "heavy_minus_sign",
  unknown: "grey_question",
} as const;

/** The failures, worst first. */
export function failuresOf(results: readonly Result[]): readonly Failure[] {
  return results
    .filter((result) => result.status === "fail")
    .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}

/** How many of each severity: "1 critical, 2 high". */
export function countBySeverity(failures: readonly Failure[]): string {
  return severities
    .map(
      (severity) => [failures.filter((failure) => failure.severity === severity).length, severity] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}`)
    .join(", ");
}

/** "1 check", "3 checks". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

export function checkOf({ check }: Pick<Result, "check">): Check | undefined {
  return checks.find(({ id }) => id === check);
}

export interface FailureOptions {
  readonly accountId: AccountId;
  readonly now: Date;
}

/** What is wrong and how bad, then the evidence that makes somebody act, then what to do about it. */
export function failureBlocks(failure: Failure, { accountId, now }: FailureOptions): Block[] {
  const headline = [
    emoji(SEVERITY_SIGNS[failure.severity]),
    " ",
    bold(failure.headline),
    `  ·  ${failure.severity}`,
  ];
  const detail: readonly Span[] = failure.detail ? ["\n", ...spansOf(failure.detail, now)] : [];
  const howToFix = button({
    id: actionIds.howToFix,
    label: "How to fix",
    value: `${accountId} ${failure.check}`,
  });
  return [paragraph(...headline, ...detail), buttons(howToFix)];
}

/** One line for each check that did not fail; what is unknown comes with its reason. */
export function otherResults(results: readonly Result[], now: Date): Block[] {
  const lines = results.flatMap((result): Span[][] => {
    if (result.status === "fail") return [];
    const sign = emoji(STATUS_SIGNS[result.status]);
    const unknown = result.status === "unknown" ? "unknown: " : "";
    const more: readonly Span[] = result.detail ? [". ", ...spansOf(result.detail, now)] : [];
    return [
      [
        sign,
        " ",
        bold(checkOf(result)?.title ?? result.check),
        `  ·  ${unknown}`,
        ...spansOf(result.summary, now),
        ...more,
      ],
    ];
  });
  if (lines.length === 0) return [];
  return [paragraph(...lines.flatMap((line, index) => (index === 0 ? line : ["\n", ...line])))];
}

/**
 * The rungs that an account was read with: "by member role and root session". What the organization itself said is
 * always read by own credentials and says nothing about the account's.
 */
export function rungsOf(results: readonly Result[]): string {
  const rungs = [...new Set(results.flatMap(({ evidence }) => evidence.map(({ rung }) => rung)))];
  const inAccount = rungs.filter((rung) => rung !== "own credentials");
  return rungs.length === 0 ? "" : `by ${(inAccount.length > 0 ? inAccount : rungs).join(" and ")}`;
}
