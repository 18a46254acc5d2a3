import type { AuditReport } from "../../audit/audit-messenger.ts";
import { type Audit, auditName, scopeKey } from "../../domain/audit.ts";
import { ROOTCHECK } from "../../domain/audit-log.ts";
import { type Block, button, context, paragraph } from "../blocks.ts";
import { actionIds } from "../ids.ts";
import { literal, personToken } from "../text.ts";
import { dateToken, duration } from "../time-words.ts";

/** When, by whom and how, in mrkdwn; so that the reader knows how much to trust a result. */
export function trustLine(audit: Audit, ...more: readonly string[]): string {
  const { startedAt, finishedAt } = audit;
  const took = startedAt && finishedAt ? ` in ${duration(finishedAt.getTime() - startedAt.getTime())}` : "";
  const parts = [
    finishedAt && `Audited ${dateToken(finishedAt)}${took}`,
    askedBy(audit),
    ...more,
    audit.state === "cancelled" && audit.cancelledBy && `cancelled by <@${audit.cancelledBy}>`,
    audit.state === "interrupted" && "ended early",
    `audit ${auditName(audit.id)}`,
  ];
  return parts.filter(Boolean).join("  ·  ");
}

/** Who asked for an audit, in mrkdwn; those on a schedule nobody did. */
export function askedBy({ requestedBy }: Audit): string {
  return requestedBy === ROOTCHECK
    ? "asked by rootcheck, on schedule"
    : `asked by ${personToken(requestedBy)}`;
}

/** Why an audit ended early. */
export function troubleBlocks({ trouble }: Audit): Block[] {
  return trouble ? [paragraph(literal(trouble, 400))] : [];
}

/** Where the files are, once that is known. */
export function filesLine({ files }: AuditReport): string {
  if (!files) return "";
  return files === "posted" ? "CSV and JSON are in the thread" : "CSV and JSON could not be attached";
}

export function filesBlocks(report: AuditReport): Block[] {
  const line = filesLine(report);
  return line ? [context({ markup: line })] : [];
}

export function auditAgainButton({ scope }: Pick<Audit, "scope">, label = "Audit again") {
  return button({ id: actionIds.auditAgain, label, value: scopeKey(scope) });
}
