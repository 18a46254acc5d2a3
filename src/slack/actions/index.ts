import { acknowledge } from "./acknowledge.ts";
import type { Action } from "./action.ts";
import { addDigest } from "./add-digest.ts";
import { allFindings } from "./all-findings.ts";
import { approveRequest } from "./approve-request.ts";
import { auditAgain } from "./audit-again.ts";
import { cancelAudit } from "./cancel-audit.ts";
import { chooseAccount } from "./choose-account.ts";
import { chooseSeveral } from "./choose-several.ts";
import { declineRequest } from "./decline-request.ts";
import { deleteDigest } from "./delete-digest.ts";
import { editDigest } from "./edit-digest.ts";
import { exportEmails } from "./export-emails.ts";
import { exportKeys } from "./export-keys.ts";
import { exportLog } from "./export-log.ts";
import { giveEmailReason } from "./give-email-reason.ts";
import { howToFix } from "./how-to-fix.ts";
import { listFindings } from "./list-findings.ts";
import { moreAboutFinding } from "./more-about-finding.ts";
import { newerLog } from "./newer-log.ts";
import { nextFindings } from "./next-findings.ts";
import { nextInList } from "./next-in-list.ts";
import { olderLog } from "./older-log.ts";
import { pauseDigest } from "./pause-digest.ts";
import { postDigestNow } from "./post-digest-now.ts";
import { previousFindings } from "./previous-findings.ts";
import { previousInList } from "./previous-in-list.ts";
import { recheckAccount } from "./recheck-account.ts";
import { recheckFinding } from "./recheck-finding.ts";
import { resumeDigest } from "./resume-digest.ts";
import { showEvidence } from "./show-evidence.ts";
import { startClock } from "./start-clock.ts";
import { turnOfferedWatchOn } from "./turn-offered-watch-on.ts";
import { turnWatchOff } from "./turn-watch-off.ts";
import { turnWatchOn } from "./turn-watch-on.ts";
import { withdrawRequest } from "./withdraw-request.ts";

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
  newerLog,
  olderLog,
  exportLog,
  exportKeys,
  exportEmails,
  giveEmailReason,
  acknowledge,
  recheckFinding,
  moreAboutFinding,
  approveRequest,
  declineRequest,
  withdrawRequest,
  listFindings,
  nextInList,
  previousInList,
  chooseSeveral,
  startClock,
  addDigest,
  editDigest,
  postDigestNow,
  pauseDigest,
  resumeDigest,
  deleteDigest,
  turnWatchOn,
  turnOfferedWatchOn,
  turnWatchOff,
];
