import type { Action } from "./action.ts";
import { allFindings } from "./all-findings.ts";
import { auditAgain } from "./audit-again.ts";
import { cancelAudit } from "./cancel-audit.ts";
import { chooseAccount } from "./choose-account.ts";
import { howToFix } from "./how-to-fix.ts";
import { nextFindings } from "./next-findings.ts";
import { previousFindings } from "./previous-findings.ts";
import { recheckAccount } from "./recheck-account.ts";
import { showEvidence } from "./show-evidence.ts";

/** Every button and menu. */
export const actions: readonly Action[] = [
  recheckAccount,
  showEvidence,
  howToFix,
  auditAgain,
  cancelAudit,
  chooseAccount,
  allFindings,
  nextFindings,
  previousFindings,
];
