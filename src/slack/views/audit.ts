import type { AuditReport } from "../../audit/audit-messenger.ts";
import { isOver } from "../../domain/audit.ts";
import type { Message } from "../blocks.ts";
import { accountResultMessage } from "./audit-result.ts";
import { auditRolledUpMessage } from "./audit-rolled-up.ts";
import { auditRunningMessage } from "./audit-running.ts";
import { organizationResultMessage } from "./organization-result.ts";

/** An audit as it stands: its progress while it runs, its result when it is over. */
export function auditMessage(report: AuditReport, now: Date): Message {
  const { audit, standing, reading } = report;
  if (!isOver(audit)) return auditRunningMessage(report);
  if (audit.rolledUpAt && !reading) return auditRolledUpMessage(report);
  return standing
    ? organizationResultMessage({ ...report, standing }, now)
    : accountResultMessage(report, now);
}
