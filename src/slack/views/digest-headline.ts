import type { Coverage } from "../../domain/audit.ts";
import type { DigestChanges, DigestReport } from "../../domain/digest.ts";
import { severities } from "../../domain/result.ts";
import { counted, figure } from "../count-words.ts";
import { capitalized } from "../text.ts";

/** The change since the last time, or that there is none and how it stands, for somebody who reads nothing else. */
export function digestHeadline(report: DigestReport): string {
  const { changes } = report;
  const changed = changes ? changesInWords(changes) : "";
  if (changed) return changed;
  const standing = standingInWords(report);
  return changes ? `Nothing changed: ${standing}` : capitalized(standing);
}

/** "2 new, 1 reopened, 3 fixed, 1 overdue"; empty where nothing changed. */
function changesInWords(changes: DigestChanges): string {
  const { appeared, reopened, fixed, overdue, closed, joined, left } = changes;
  const parts = [
    appeared.total > 0 && `${figure(appeared.total)} new`,
    reopened.total > 0 && `${figure(reopened.total)} reopened`,
    fixed.total > 0 && `${figure(fixed.total)} fixed`,
    overdue.total > 0 && `${figure(overdue.total)} overdue`,
    closed.total > 0 && `${figure(closed.total)} no longer asked`,
    joined.total > 0 && `${counted(joined.total, "account")} joined`,
    left.total > 0 && `${counted(left.total, "account")} left`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** "7 open, 2 critical"; where nothing is open, whether that can be relied upon. */
function standingInWords({ open, audit }: DigestReport): string {
  const total = openIn(open);
  const worst = severities.find((severity) => open[severity] > 0);
  const lead = worst ? `${figure(total)} open, ${partOf(open[worst], total)}${worst}` : "nothing open";
  if (!audit) return `${lead}, but there is no audit to go by`;
  const unread = unreadIn(audit.coverage);
  return unread > 0 ? `${lead}, ${counted(unread, "account")} not read` : lead;
}

/** "2 ", "all ", and nothing of the only one. */
function partOf(count: number, total: number): string {
  if (count < total) return `${figure(count)} `;
  return total === 1 ? "" : "all ";
}

/** Nothing is open, has changed or has to be explained, and every account was read. */
export function isDigestGreen(report: DigestReport): boolean {
  const { audit, changes, open, staleBecause, isLate, skipped } = report;
  const isRead = audit !== undefined && audit.coverage.inScope > 0 && unreadIn(audit.coverage) === 0;
  const isUnchanged = !changes || changesInWords(changes) === "";
  return isRead && isUnchanged && openIn(open) === 0 && !staleBecause && !isLate && skipped === 0;
}

/** How much needs somebody. */
export function openIn(open: DigestReport["open"]): number {
  return severities.reduce((sum, severity) => sum + open[severity], 0);
}

/** Accounts in scope that could not be read. */
export function unreadIn({ inScope, read }: Coverage): number {
  return Math.max(0, inScope - read);
}

/** Whether a smaller part of the accounts could be read than before. */
export function hasCoverageFallen({ audit, changes }: DigestReport): boolean {
  const before = changes?.coverageBefore;
  if (!audit || !before) return false;
  const { coverage } = audit;
  return unreadIn(coverage) * Math.max(1, before.inScope) > unreadIn(before) * Math.max(1, coverage.inScope);
}
