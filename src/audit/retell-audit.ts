import type { PostedMessage } from "../outbox/post-outcome.ts";
import type { Database } from "../store/database.ts";
import { findPost, findPostAt } from "../store/posts.ts";
import { type AuditMessage, saveShown } from "../store/shown-findings.ts";
import type { AuditMessenger, AuditReport } from "./audit-messenger.ts";
import { type AuditReportDependencies, findAuditReport, shownIn } from "./audit-report.ts";

export interface RetellAuditDependencies extends AuditReportDependencies {
  readonly messenger: Pick<AuditMessenger, "updateAudit">;
}

/**
 * Shows an audit's message as it is now, after something happened to a finding that it shows; false if it is not there
 * any more. Rejects if Slack refuses or cannot be reached.
 */
export async function retellAudit(
  dependencies: RetellAuditDependencies,
  { channel, ts, auditId }: AuditMessage,
): Promise<boolean> {
  const { db, messenger } = dependencies;
  const message = { channel, ts };
  const files = await findFilesOf(db, message);
  const report = await findAuditReport(dependencies, auditId);
  if (!report) return false;
  if (!(await messenger.updateAudit(message, { ...report, ...(files && { files }) }))) return false;
  await saveShown(db, { channel, ts, kind: "audit", auditId }, shownIn(report));
  // The files may have come meanwhile, and been told of before this edit, which then has taken them back.
  const later = await findFilesOf(db, message);
  if (later !== files) await messenger.updateAudit(message, { ...report, ...(later && { files: later }) });
  return true;
}

/** What became of the files that go with a message; undefined where that is open. */
async function findFilesOf(db: Database, message: PostedMessage): Promise<AuditReport["files"]> {
  const post = await findPostAt(db, message);
  return post && findFiles(db, post.key.replace(/, result$/, ""));
}

/** What became of the files that go with the messages of a key; undefined where that is open. */
export async function findFiles(db: Database, key: string): Promise<AuditReport["files"]> {
  const files = await findPost(db, filesKey(key));
  if (!files || files.state === "sending") return undefined;
  return files.state === "posted" ? "posted" : "failed";
}

/** Under which key the files of an audit are posted that go with a message. */
export function filesKey(key: string): string {
  return `${key}, files`;
}
