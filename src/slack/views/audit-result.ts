import type { AuditReport } from "../../audit/audit-messenger.ts";
import type { Result } from "../../domain/result.ts";
import { type Block, button, context, controls, header, type Message } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { capitalized, escaped } from "../text.ts";
import { identityLine, resultBlocks, summaryOf } from "./account.ts";
import { auditAgainButton, filesBlocks, troubleBlocks, trustLine } from "./audit-trust.ts";
import { pathOf, scopeName } from "./names.ts";
import { countBySeverity, failuresOf, rungsOf } from "./results.ts";

/** What an audit of one account came to. */
export function accountResultMessage(report: AuditReport, now: Date): Message {
  const { audit, account, reading, findings } = report;
  const results = reading?.results ?? [];
  const headline = headlineOf(report);
  return {
    text: escaped(`${headline}. ${capitalized(summaryOf(results))}.`),
    blocks: withinBudget(failuresOf(results).length, (shown) => [
      header(headline),
      context({ markup: trustLine(audit, rungsOf(results)) }),
      ...troubleBlocks(audit),
      ...(account ? [identityLine(account, [pathOf(account)].filter(Boolean))] : []),
      ...(account ? resultBlocks(account, { results, shown, now, findings }) : []),
      actionsFor(report, results),
      ...filesBlocks(report),
    ]),
  };
}

/** The answer, for somebody who reads nothing else. */
function headlineOf({ audit, account, reading }: AuditReport): string {
  const name = scopeName(audit.scope, account);
  const results = reading?.results;
  if (audit.state === "cancelled" && !results) return `Audit of ${name} cancelled before it was read`;
  if (!results) return `${name} could not be read`;
  const failures = failuresOf(results).filter(({ severity }) => severity !== "info");
  if (failures.length > 0) return `${name} needs attention: ${countBySeverity(failures)}`;
  const answered = results.filter(({ status }) => status !== "fail");
  if (answered.every(({ status }) => status === "not_applicable")) return `${name}: nothing to check`;
  const unknown = results.filter(({ status }) => status === "unknown").length;
  if (unknown > 0) return `${name}: ${unknown} of ${counted(results.length, "check")} could not be answered`;
  return `${name} is in order`;
}

function actionsFor({ audit }: AuditReport, results: readonly Result[]): Block {
  const again = auditAgainButton(audit);
  if (results.length === 0 || audit.scope.kind !== "account") return controls(again);
  const { accountId } = audit.scope;
  return controls(again, button({ id: actionIds.evidence, label: "Evidence", value: accountId }));
}
