import type { DigestShown } from "../../digests/digest-messenger.ts";
import type { Coverage } from "../../domain/audit.ts";
import { headText } from "../../domain/audit-log.ts";
import { type DigestReport, digestName } from "../../domain/digest.ts";
import { type Block, button, context, controls } from "../blocks.ts";
import { counted, figure, verb } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { listPlaceText } from "../list-place.ts";
import { escaped, literal } from "../text.ts";
import { dateToken, zonedTime } from "../time-words.ts";
import { hasCoverageFallen, openIn, unreadIn } from "./digest-headline.ts";
import { scopeName } from "./names.ts";
import { bySeverity } from "./results.ts";

/** What people call a digest's scope. */
export function digestScope({ report, account }: DigestShown): string {
  return scopeName(report.scope, account);
}

/** What it is about, how old its facts are, and how much of it could be read. */
export function trustLine(shown: DigestShown): Block {
  const { report } = shown;
  const { scope, audit, changes } = report;
  const accounts = audit ? counted(audit.coverage.inScope, "account") : "the accounts";
  const since = changes ? `changes since ${dateToken(changes.since)}` : "the first digest: how it stands";
  const rest = [since, ...factsOf(report)].join("  ·  ");
  if (scope.kind === "organization") return context({ markup: `Root users of ${accounts}, ${rest}` });
  const whose = scope.kind === "account" ? "The root user of" : `Root users of ${accounts} in`;
  return context({ markup: whose }, digestScope(shown), { markup: `·  ${rest}` });
}

function factsOf({ audit }: DigestReport): readonly string[] {
  if (!audit) return ["*no audit to go by*"];
  const { inScope, read } = audit.coverage;
  const coverage = read === inScope ? "every account read" : `${figure(read)} of ${figure(inScope)} read`;
  return [`facts from ${dateToken(audit.finishedAt)}`, coverage];
}

const WHY = 300;

/** What keeps it from being what it should be. */
export function troubleBlocks(report: DigestReport): Block[] {
  const { staleBecause, audit, changes, isLate, skipped, slotAt } = report;
  const before = changes?.coverageBefore;
  const late = isLate ? `Late: it was due ${dateToken(slotAt)}.` : "";
  const missed =
    skipped > 0
      ? `${counted(skipped, "digest")} before this ${verb(skipped, "was", "were")} skipped: rootcheck was down, or could not reach Slack.`
      : "";
  const times = [late, missed].filter(Boolean).join(" ");
  return [
    ...(times ? [context({ markup: `:hourglass: ${times}` })] : []),
    ...(staleBecause
      ? [context({ markup: ":hourglass: *The facts are older than wanted:*" }, literal(staleBecause, WHY))]
      : []),
    ...(audit && before && hasCoverageFallen(report)
      ? [context({ markup: `:warning: *Coverage fell:* ${coverageWords(audit.coverage, before)}` })]
      : []),
  ];
}

function coverageWords(now: Coverage, before: Coverage): string {
  return `${counted(unreadIn(now), "account")} could not be read, before ${figure(unreadIn(before))}`;
}

/** To the lists that have all of it, each in a row of its own: Slack takes an action only once in a row. */
export function listButtons({ open, overdue, scope }: DigestReport): Block[] {
  const total = openIn(open);
  const accountId = scope.kind === "account" ? { accountId: scope.accountId } : {};
  const list = (label: string, filter: "open" | "overdue") =>
    controls(
      button({
        id: actionIds.findingsList,
        label,
        value: listPlaceText({ filter, offset: 0, ...accountId }),
      }),
    );
  // The list knows no units: of one it shows more than the digest counts.
  const isCounted = (count: number) => scope.kind !== "unit" && count > 1;
  const openLabel = isCounted(total) ? `All ${figure(total)} open` : "All open findings";
  const overdueLabel = isCounted(overdue) ? `All ${figure(overdue)} overdue` : "All overdue";
  return [
    ...(total > 0 ? [list(openLabel, "open")] : []),
    ...(overdue > 0 ? [list(overdueLabel, "overdue")] : []),
  ];
}

/** How it stands, what ends soon, and when the next one comes. */
export function lastLine(report: DigestReport): Block {
  const total = openIn(report.open);
  const parts = [
    total > 0 ? `${figure(total)} open: ${bySeverity(report.open)}` : "nothing open",
    report.overdue > 0 && `*${figure(report.overdue)} overdue in all*`,
    ...endingParts(report),
    nextPart(report),
    total > 0 && "full list in the thread",
  ];
  return context({ markup: parts.filter(Boolean).join("  ·  ") });
}

function endingParts({ expiring: { total } }: DigestReport): readonly string[] {
  if (total === 0) return [];
  return [
    total === 1
      ? ":hourglass: 1 accepted risk or snooze ends within a week"
      : `:hourglass: ${figure(total)} accepted risks and snoozes end within a week`,
  ];
}

function nextPart({ nextAt, timeZone }: DigestReport): string {
  return nextAt ? `next digest ${escaped(zonedTime(nextAt, timeZone))}` : "paused: no next digest";
}

/** Whoever holds it can tell a log that was rewritten. */
function logPart({ digestId, logHead }: DigestReport): string {
  return `digest ${digestName(digestId)}  ·  audit log \`${headText(logHead)}\``;
}

export function logLine(report: DigestReport): Block {
  return context({ markup: logPart(report) });
}

/** All is well, and stayed so. */
export function greenLine(shown: DigestShown): Block {
  const { report } = shown;
  const { scope, audit, changes } = report;
  const inScope = audit?.coverage.inScope ?? 0;
  const lead = inScope === 1 ? "The root user is in order" : `All ${figure(inScope)} root users are in order`;
  const since = changes ? `nothing changed since ${dateToken(changes.since)}` : "nothing open";
  const facts = audit ? [`facts from ${dateToken(audit.finishedAt)}`] : [];
  const parts = [since, ...facts, ...endingParts(report), nextPart(report), logPart(report)];
  const rest = `·  ${parts.join("  ·  ")}`;
  const start = `:white_check_mark: *${lead}*`;
  if (scope.kind === "organization") return context({ markup: `${start}  ${rest}` });
  return context({ markup: `${start}  ·` }, digestScope(shown), { markup: rest });
}
