import type { AuditReport } from "../../audit/audit-messenger.ts";
import { context, controls, header, type Message } from "../blocks.ts";
import { outOf } from "../count-words.ts";
import { escaped } from "../text.ts";
import { auditAgainButton, filesBlocks, troubleBlocks, trustLine } from "./audit-trust.ts";
import { goneLine } from "./findings.ts";
import { scopeName } from "./names.ts";

/** An audit from so long ago that only what it came to is still known. */
export function auditRolledUpMessage(report: AuditReport): Message {
  const { audit, account } = report;
  const { accountsFailing, accountsDone, rolledUpAt } = audit;
  const name = scopeName(audit.scope, account);
  const came = `${outOf(accountsFailing, accountsDone, "account")} needed attention`;
  const headline = `Audit of ${name}: ${came}`;
  return {
    text: escaped(headline),
    blocks: [
      header(headline),
      context({ markup: trustLine(audit) }),
      ...troubleBlocks(audit),
      ...(rolledUpAt ? [goneLine("What it found", rolledUpAt)] : []),
      controls(auditAgainButton(audit)),
      ...filesBlocks(report),
    ],
  };
}
