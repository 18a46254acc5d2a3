import type { AuditMessenger } from "../audit/audit-messenger.ts";
import type { ResultFile } from "../outbox/files.ts";
import { post, update } from "./post.ts";
import { postFiles } from "./post-files.ts";
import type { PostingDependencies } from "./post-outcome.ts";
import { escaped } from "./text.ts";
import { auditMessage } from "./views/audit.ts";
import { auditMovedMessage } from "./views/audit-moved.ts";

/** Posts and edits the messages about audits. */
export function createMessenger(dependencies: PostingDependencies): AuditMessenger {
  const { clock } = dependencies;
  return {
    postAudit: (channel, report) => post(dependencies, { channel }, auditMessage(report, clock.now())),
    updateAudit: (message, report) => update(dependencies, message, auditMessage(report, clock.now())),
    postMoved: (userId, moved) => post(dependencies, { channel: userId }, auditMovedMessage(moved)),
    postFiles: (message, files) => postFiles(dependencies, { message, comment: filesComment(files), files }),
  };
}

function filesComment([first]: readonly ResultFile[]): string {
  const what =
    "every check of every account, as CSV and JSON. E-mail addresses and access key ids are masked.";
  return first ? `${escaped(first.title)}: ${what}` : "";
}
