import { adminPrincipal } from "../../checks/admin-principal.ts";
import type { Check } from "../../checks/check.ts";
import { coverageCheck } from "../../checks/coverage.ts";
import { checks } from "../../checks/index.ts";
import { organizationChecks } from "../../checks/organization/index.ts";
import type { AccountId } from "../../domain/account.ts";
import type { FailureCounts } from "../../domain/audit.ts";
import { type Result, type Severity, severities } from "../../domain/result.ts";
import type { Failure } from "../../domain/standing.ts";
import { type Block, bold, button, controls, emoji, paragraph, type Span } from "../blocks.ts";
import { figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { literal } from "../text.ts";
import { dateSpan } from "../time-words.ts";
import { cut, spansOf } from "./phrase.ts";

/** The sign of each severity; the word always stands beside it, so that colour never tells alone. */
export const SEVERITY_SIGNS: Record<Severity, string> = {
  critical: "red_circle",
  high: "large_orange_circle",
  medium: "large_yellow_circle",
  low: "large_blue_circle",
  info: "white_circle",
};

/** The failures, worst first. */
export function failuresOf(results: readonly Result[]): readonly Failure[] {
  return results
    .filter((result) => result.status === "fail")
    .sort((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}

/** How many of each severity: "1 critical, 2 high". */
export function bySeverity(counts: FailureCounts): string {
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${figure(counts[severity])} ${severity}`)
    .join(", ");
}

/** The same of failures that are there one by one. */
export function countBySeverity(failures: readonly Failure[]): string {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of failures) counts[severity] += 1;
  return bySeverity(counts);
}

/** What is known of a check by its id: one of an account, of the organization, or that of an audit's coverage. */
export function checkOf({
  check,
}: Pick<Result, "check">): Pick<Check, "id" | "title" | "remedy" | "compliance"> | undefined {
  return [...checks, ...organizationChecks, coverageCheck].find(({ id }) => id === check);
}

export interface FailureOptions {
  readonly accountId: AccountId;
  readonly now: Date;
}

const LINE = 240;

/** What is wrong and how bad, then the evidence that makes somebody act, then what to do about it. */
export function failureBlocks(failure: Failure, { accountId, now }: FailureOptions): Block[] {
  const detail: readonly Span[] = failure.detail ? ["\n", ...spansOf(cut(failure.detail, LINE), now)] : [];
  const howToFix = button({
    id: actionIds.howToFix,
    label: "How to fix",
    value: `${accountId} ${failure.check}`,
  });
  return [paragraph(...failureLine(failure), ...detail), controls(howToFix)];
}

/** Failures that there is no room to show in full. */
export function shortFailures(failures: readonly Failure[]): Block[] {
  return linesBlock(failures.map(failureLine));
}

function failureLine({ severity, headline }: Failure): readonly Span[] {
  return [emoji(SEVERITY_SIGNS[severity]), " ", bold(literal(headline, 120)), `  ·  ${severity}`];
}

/** A line for each answer that is no failure; checks that have no answer for one and the same reason share theirs. */
export function otherResults(results: readonly Result[], now: Date): Block[] {
  const groups = Map.groupBy(results.filter(isNoFailure), (result) =>
    "reason" in result && !result.detail ? `${result.status} ${result.reason.text}` : result.check,
  );
  return linesBlock([...groups.values()].flatMap((alike) => answerLine(alike, now)));
}

type NoFailure = Exclude<Result, { status: "fail" }>;

function isNoFailure(result: Result): result is NoFailure {
  return result.status !== "fail";
}

const STATUS_SIGNS: Record<NoFailure["status"], string> = {
  pass: "white_check_mark",
  not_applicable: "heavy_minus_sign",
  unknown: "grey_question",
};

function answerLine(alike: readonly NoFailure[], now: Date): (readonly Span[])[] {
  const [result] = alike;
  if (!result) return [];
  const { status, summary, detail } = result;
  const more: readonly Span[] = detail ? [". ", ...spansOf(cut(detail, LINE), now)] : [];
  return [
    [
      emoji(STATUS_SIGNS[status]),
      " ",
      bold(alike.map(titleOf).join(", ")),
      status === "unknown" ? "  ·  unknown: " : "  ·  ",
      ...spansOf(cut(summary, LINE), now),
      ...more,
      ...("reason" in result ? untilSpans(result.reason.until) : []),
    ],
  ];
}

/** When it is worth asking again, where that is known. */
function untilSpans(until: Date | undefined): readonly Span[] {
  return until ? ["; ask again after ", dateSpan(until)] : [];
}

function titleOf(result: Result): string {
  return checkOf(result)?.title ?? literal(result.check, 60);
}

function linesBlock(lines: readonly (readonly Span[])[]): Block[] {
  if (lines.length === 0) return [];
  return [paragraph(...lines.flatMap((line, index) => (index === 0 ? line : ["\n", ...line])))];
}

/**
 * The rungs that an account's root user was read with: "by member role and root session". What the organization says
 * is always read by own credentials and tells nothing of the account's, nor does who else administers it; nothing where
 * root was not read at all.
 */
export function rungsOf(results: readonly Result[]): string {
  const evidence = results
    .filter(({ check }) => check !== adminPrincipal.id)
    .flatMap((result) => result.evidence);
  const inside = evidence.filter(({ call }) => call.startsWith("iam:") && !OF_ORGANIZATION.has(call));
  const rungs = [...new Set(inside.map(({ rung }) => rung))];
  return rungs.length === 0 ? "" : `by ${rungs.join(" and ")}`;
}

const OF_ORGANIZATION: ReadonlySet<string> = new Set(["iam:ListOrganizationsFeatures"]);
