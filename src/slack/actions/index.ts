import type { Action } from "./action.ts";
import { auditAgain } from "./audit-again.ts";
import { cancelAudit } from "./cancel-audit.ts";
import { howToFix } from "./how-to-fix.ts";
import { recheckAccount } from "./recheck-account.ts";
import { showEvidence } from "./show-evidence.ts";

/** Every button. */
export const actions: readonly Action[] = [recheckAccount, showEvidence, howToFix, auditAgain, cancelAudit];
