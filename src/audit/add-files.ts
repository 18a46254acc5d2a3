import { type PostFilesDependencies, postFilesOnce } from "../outbox/post-files-once.ts";
import type { PostedMessage } from "../outbox/post-outcome.ts";
import type { AuditReport } from "./audit-messenger.ts";
import { type FitnessDependencies, mayTell } from "./fitness-now.ts";
import { writeResultFiles } from "./result-files.ts";
import { filesKey } from "./retell-audit.ts";

export interface AddFilesDependencies extends PostFilesDependencies, FitnessDependencies {}

export interface AddingFiles {
  /** Under which the message was posted. */
  readonly key: string;
  readonly message: PostedMessage;
  readonly report: AuditReport;
}

/** For so long after an audit's end Slack is asked again who reads a channel, and for its files. */
const PATIENCE_MILLISECONDS = 30 * 60_000;

/** Until when the end of an audit is tried again in the place that it was asked for in. */
export function triedUntil({ audit }: Pick<AuditReport, "audit">): Date {
  return new Date((audit.finishedAt?.getTime() ?? 0) + PATIENCE_MILLISECONDS);
}

/**
 * Puts the files of an audit into its message's thread; none where nothing was read. Later where another process is at
 * it, or the channel may not have them now.
 */
export async function addFiles(
  dependencies: AddFilesDependencies,
  { key, message, report }: AddingFiles,
): Promise<"posted" | "failed" | "none" | "later"> {
  const { audit } = report;
  if (audit.accountsDone === 0) return "none";
  if (!(await mayTell(dependencies, message.channel))) return "later";
  const files = await postFilesOnce(dependencies, {
    key: filesKey(key),
    message,
    triedUntil: triedUntil(report),
    write: () => writeResultFiles(dependencies.db, audit),
  });
  return files === "under way" ? "later" : files;
}
