import { coverageCheck } from "../../checks/coverage.ts";
import type { UnreadableCode } from "../../domain/read.ts";
import type { Result, Severity } from "../../domain/result.ts";
import type { Standing, Unanswered, UnreadAccount } from "../../domain/standing.ts";
import { type Block, bold, button, context, controls, emoji, paragraph, type Span } from "../blocks.ts";
import { counted, figure, outOf } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { escaped, literal } from "../text.ts";
import { nameOf, stateOf } from "./names.ts";
import { checkOf, SEVERITY_SIGNS } from "./results.ts";

/** Accounts that are named; of the rest it is said how many there are. */
const NAMED = 3;
/** Where each has a reason of its own. */
const NAMED_WITH_REASONS = 2;
const REASON = 200;

/** Each reason in few words, for where it has to serve many accounts. */
const REASONS: Record<UnreadableCode, string> = {
  "access-denied": "access denied",
  "denied-by-scp": "denied by a service control policy",
  "feature-off": "a feature is off",
  throttled: "throttled by AWS",
  "report-not-ready": "credential report not ready",
  "not-fresh": "only AWS's credential report tells",
  "not-read-yet": "not read yet; the next audit has it",
  "not-in-partition": "not available in this partition",
  "missing-in-answer": "missing in AWS's answer",
  "unexpected-answer": "answer not understood",
  unreachable: "AWS not reachable",
};

/** Why accounts could not be read, in few words. */
export function reasonWords(code: UnreadableCode): string {
  return REASONS[code];
}

/** How many accounts in scope were to be read and were not even tried, because the audit ended before. */
export function notReached({ coverage }: Pick<Standing, "coverage">): number {
  const { inScope, read } = coverage;
  return Math.max(0, inScope - read - unreadCount({ coverage }));
}

/** How many accounts were tried and could not be read. */
export function unreadCount({ coverage }: Pick<Standing, "coverage">): number {
  return coverage.unread.reduce((sum, { accounts }) => sum + accounts, 0);
}

/** Whether so much could not be read that it comes before whatever was found. */
export function isCoverageBad({ coverageSeverity }: Standing): boolean {
  return coverageSeverity === "critical" || coverageSeverity === "high";
}

/** What could not be read, as a finding of its own. */
export function badCoverageBlocks(standing: Standing): Block[] {
  const { coverageSeverity = "high", unread, coverage } = standing;
  const [first] = unread;
  const howToFix = first && [
    controls(
      button({
        id: actionIds.howToFix,
        label: "How to fix",
        value: `${first.account.id} ${coverageCheck.id}`,
      }),
    ),
  ];
  return [
    paragraph(
      ...badCoverageLine(outOf(unreadCount(standing), coverage.inScope, "account"), coverageSeverity),
    ),
    ...unreadBlocks(standing),
    ...(howToFix ?? []),
  ];
}

function badCoverageLine(accounts: string, severity: Severity): readonly Span[] {
  return [emoji(SEVERITY_SIGNS[severity]), " ", bold(`${accounts} could not be read`), `  ·  ${severity}`];
}

/** Small lines for each reason for which accounts could not be read, with the first few of them. */
export function unreadBlocks(standing: Standing): Block[] {
  const { coverage, unread } = standing;
  const missed = notReached(standing);
  return [
    ...coverage.unread.flatMap(({ code, accounts }) =>
      unreadLines(
        { code, accounts },
        unread.filter(({ reason }) => reason.code === code),
      ),
    ),
    ...(missed > 0
      ? [
          context({
            markup: `:grey_question: *${counted(missed, "account")} had not been read when it ended*`,
          }),
        ]
      : []),
  ];
}

/** One line where the same reason holds for all; else one for each of the first. */
function unreadLines(
  { code, accounts }: { readonly code: UnreadableCode; readonly accounts: number },
  unread: readonly UnreadAccount[],
): readonly Block[] {
  const lead = { markup: `:grey_question: *${counted(accounts, "account")} could not be read:*` };
  const [first] = unread;
  if (!first) return [context(lead, REASONS[code])];
  const isOneReason = unread.every(({ reason }) => reason.text === first.reason.text);
  const shown = unread.slice(0, isOneReason ? NAMED : NAMED_WITH_REASONS);
  const more = accounts - shown.length;
  const rest = more > 0 ? [`and ${figure(more)} more`] : [];
  const because = ({ reason }: UnreadAccount) => `·  ${literal(reason.text, REASON)}`;
  const named = shown.map(({ account }) => [nameOf(account), { markup: `\`${account.id}\`` }]);
  if (isOneReason) return [context(lead, ...named.flat(), ...rest, because(first))];
  const lines = shown.map((each, index) => context(...(named[index] ?? []), because(each)));
  return [context(lead, REASONS[code]), ...lines, ...(rest.length > 0 ? [context(...rest)] : [])];
}

const MOST_UNANSWERED = 6;

/** What was not answered of the organization, and in accounts that could be read otherwise; a line for each. */
export function unansweredBlocks({ unanswered, organization = [] }: Standing): Block[] {
  const all = [
    ...organization.flatMap((result) => (result.status === "unknown" ? [unknownLine(result)] : [])),
    ...unanswered.map(unansweredLine),
  ];
  if (all.length === 0) return [];
  const lines = all.slice(0, MOST_UNANSWERED);
  const more = all.length - lines.length;
  return [context({ markup: [...lines, ...(more > 0 ? [`and ${figure(more)} more`] : [])].join("\n") })];
}

function unknownLine({ check, reason }: Extract<Result, { status: "unknown" }>): string {
  return `:grey_question: *${titleOf(check)}* of the organization unknown  ·  ${escaped(literal(reason.text, REASON))}`;
}

function unansweredLine({ check, code, accounts }: Unanswered): string {
  return `:grey_question: *${titleOf(check)}* unknown in ${counted(accounts, "account")}  ·  ${REASONS[code]}`;
}

function titleOf(check: string): string {
  return checkOf({ check })?.title ?? escaped(literal(check, 60));
}

/** Accounts that are not read because of their state, by name. */
export function notActiveBlocks({ notActive, coverage }: Standing): Block[] {
  if (coverage.notActive === 0) return [];
  const shown = notActive.slice(0, NAMED);
  const names = shown.map((account) => [nameOf(account), stateOf(account)].filter(Boolean).join(", "));
  const more = coverage.notActive - shown.length;
  const count = `:heavy_minus_sign: *${counted(coverage.notActive, "account")} not active, so not read:*`;
  const rest = more > 0 ? [`and ${figure(more)} more`] : [];
  return [context({ markup: count }, [...names, ...rest].join("; "))];
}
