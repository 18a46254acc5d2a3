import type { AuditReport } from "../../audit/audit-messenger.ts";
import type { Account } from "../../domain/account.ts";
import { type Audit, auditName, isOver } from "../../domain/audit.ts";
import type { Result } from "../../domain/result.ts";
import { type Block, bold, button, buttons, context, header, type Message, paragraph } from "../blocks.ts";
import { actionIds } from "../ids.ts";
import { clamped, escaped } from "../text.ts";
import { duration } from "../time-words.ts";
import { identityLine, resultBlocks, summaryOf } from "./account.ts";
import { countBySeverity, counted, failuresOf, rungsOf } from "./results.ts";

/** An audit as it stands: its progress while it runs, its result when it is over. */
export function auditMessage(report: AuditReport, now: Date): Message {
  return isOver(report.audit) ? resultMessage(report, now) : runningMessage(report);
}

function runningMessage({ audit, account }: AuditReport): Message {
  const name = nameOf(audit, account);
  return {
    text: `Auditing ${escaped(name)}`,
    blocks: [
      paragraph(bold(`Auditing ${name}`)),
      context({ markup: `asked by <@${audit.requestedBy}>  ·  audit ${auditName(audit.id)}` }),
      buttons(button({ id: actionIds.auditCancel, label: "Cancel", value: String(audit.id) })),
    ],
  };
}

function resultMessage(report: AuditReport, now: Date): Message {
  const { audit, account, readings } = report;
  const results = readings[0]?.results ?? [];
  const headline = headlineOf(report);
  return {
    text: `${escaped(headline)}. ${capitalized(summaryOf(results))}.`,
    blocks: [
      header(headline),
      context({ markup: trustLine(audit, results) }),
      ...(account ? [identityLine(account, [account.ouPath.join(" / ")].filter(Boolean))] : []),
      ...(account ? resultBlocks(account, results, now) : []),
      ...actionsFor(audit, results),
    ],
  };
}

/** The answer, for somebody who reads nothing else. */
function headlineOf({ audit, account, readings }: AuditReport): string {
  const name = clamped(nameOf(audit, account), 80);
  const results = readings[0]?.results;
  if (audit.state === "cancelled" && !results) return `Audit of ${name} cancelled before it was read`;
  if (!results) return `${name} could not be read`;
  const failures = failuresOf(results);
  if (failures.length > 0) return `${name} needs attention: ${countBySeverity(failures)}`;
  if (results.every(({ status }) => status === "not_applicable")) return `${name}: nothing to check`;
  const unknown = results.filter(({ status }) => status === "unknown").length;
  if (unknown > 0) return `${name}: ${unknown} of ${counted(results.length, "check")} could not be answered`;
  return `${name} is in order`;
}

/** When, by whom and how; so that the reader knows how much to trust it. */
function trustLine(audit: Audit, results: readonly Result[]): string {
  const { startedAt, finishedAt } = audit;
  const took = startedAt && finishedAt ? ` in ${duration(finishedAt.getTime() - startedAt.getTime())}` : "";
  const parts = [
    finishedAt && `Audited ${dateToken(finishedAt)}${took}`,
    `asked by <@${audit.requestedBy}>`,
    rungsOf(results),
    audit.state === "cancelled" && audit.cancelledBy && `cancelled by <@${audit.cancelledBy}>`,
    audit.state === "interrupted" && "ended early after repeated failures",
    `audit ${auditName(audit.id)}`,
  ];
  return parts.filter(Boolean).join("  ·  ");
}

function dateToken(date: Date): string {
  const seconds = Math.floor(date.getTime() / 1000);
  return `<!date^${seconds}^{date_short_pretty} at {time}|${date.toISOString().slice(0, 16).replace("T", " ")} UTC>`;
}

function actionsFor({ scope }: Audit, results: readonly Result[]): Block[] {
  const again = button({ id: actionIds.auditAgain, label: "Audit again", value: scope.accountId });
  if (results.length === 0) return [buttons(again)];
  return [buttons(again, button({ id: actionIds.evidence, label: "Evidence", value: scope.accountId }))];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOf({ scope }: Audit, account: Account | undefined): string {
  return account?.name ?? scope.accountId;
}
