import type { Clock } from "../clock.ts";
import { auditName, isOver } from "../domain/audit.ts";
import type { Log } from "../log.ts";
import { postFilesOnce } from "../outbox/post-files-once.ts";
import { type NewPost, postOnce } from "../outbox/post-once.ts";
import { EditRefusedError, type PostedMessage } from "../outbox/post-outcome.ts";
import { type Listener, listListeners, setTold } from "../store/audit-audience.ts";
import type { Database } from "../store/database.ts";
import { isFollowed } from "../store/followed-audits.ts";
import { findPost } from "../store/posts.ts";
import { saveShown } from "../store/shown-findings.ts";
import type { AuditMessenger, AuditReport } from "./audit-messenger.ts";
import { findAuditReport, shownIn } from "./audit-report.ts";
import { writeResultFiles } from "./result-files.ts";
import { filesKey, findFiles } from "./retell-audit.ts";

export interface TellAuditDependencies {
  readonly db: Database;
  readonly messenger: AuditMessenger;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether Slack's limits leave room for one more edit that only shows progress. */
  readonly mayShowProgress: () => boolean;
}

/**
 * Brings every message about an audit up to date: posts where there is none yet, else edits it in place. Safe to
 * repeat, and for several processes at once. One listener's trouble does not keep the result from the others.
 */
export async function tellAudit(dependencies: TellAuditDependencies, auditId: number): Promise<void> {
  const listeners = await listListeners(dependencies.db, auditId);
  const tellings = await Promise.allSettled(
    listeners.map((listener) => tellListener(dependencies, listener)),
  );
  const failed = tellings.find((telling) => telling.status === "rejected");
  if (failed) throw failed.reason;
}

/**
 * Calling Slack takes time, in which the audit may have ended and another process have told so: the progress that
 * was told last is then put right. The result is told once the findings have been moved on by it.
 */
async function tellListener(dependencies: TellAuditDependencies, listener: Listener): Promise<void> {
  const { db, clock } = dependencies;
  const { auditId, place } = listener;
  let latest = await findAuditReport(dependencies, auditId);
  if (latest && !isOver(latest.audit)) {
    await tellProgress(dependencies, listener, latest);
    latest = await findAuditReport(dependencies, auditId);
  }
  if (!latest || !isOver(latest.audit) || !(await isFollowed(db, auditId))) return;
  const told = await tellResult(dependencies, listener, latest);
  if (told === "under way") return;
  if (told) await saveShown(db, { ...told, kind: "audit", auditId }, shownIn(latest));
  if (told && !(await addFiles(dependencies, { key: keyOf(listener), message: told, report: latest })))
    return;
  await setTold(db, { auditId, place }, clock.now());
}

function keyOf({ auditId, place }: Listener): string {
  return `audit ${auditName(auditId)} in ${place}`;
}

async function tellProgress(
  dependencies: TellAuditDependencies,
  listener: Listener,
  report: AuditReport,
): Promise<void> {
  const key = keyOf(listener);
  const post = await findPost(dependencies.db, key);
  if (!post) await postOnce(dependencies, newPost(dependencies, { key, place: listener.place, report }));
  else if (post.channel && post.ts && dependencies.mayShowProgress())
    await edit(dependencies, { channel: post.channel, ts: post.ts }, report);
}

/**
 * Edits the message that showed the progress. Where that is gone, was refused or may never have arrived, the result
 * is a message of its own, and in the last resort one to the asker directly. Answers the message that has it;
 * "under way" while another process is at it, undefined if no more can be done.
 */
async function tellResult(
  dependencies: TellAuditDependencies,
  listener: Listener,
  report: AuditReport,
): Promise<PostedMessage | "under way" | undefined> {
  const { db, log } = dependencies;
  const key = keyOf(listener);
  const post = await findPost(db, key);
  const message = post?.channel && post.ts ? { channel: post.channel, ts: post.ts } : undefined;
  // Told again, it must not lose the line about its files: whoever does so may die before adding it.
  const files = await findFiles(db, key);
  if (message && (await edit(dependencies, message, { ...report, ...(files && { files }) }))) return message;
  for (const attempt of resultPosts(dependencies, listener, report)) {
    if (attempt.key === key && post && post.state !== "sending") continue;
    const outcome = await postOnce(dependencies, attempt);
    if (outcome === "under way") return outcome;
    if (outcome !== "failed") return outcome;
  }
  log.error({ key }, "The result of an audit could not be told to anybody");
  return undefined;
}

/** Brings a message up to date; false where that cannot be, whether it is gone or Slack will not have it edited. */
async function edit(
  { messenger }: Pick<TellAuditDependencies, "messenger">,
  message: PostedMessage,
  report: AuditReport,
): Promise<boolean> {
  try {
    return await messenger.updateAudit(message, report);
  } catch (error) {
    if (error instanceof EditRefusedError) return false;
    throw error;
  }
}

function resultPosts(
  dependencies: TellAuditDependencies,
  listener: Listener,
  report: AuditReport,
): readonly NewPost[] {
  const { place, userId } = listener;
  const key = keyOf(listener);
  const inPlace = [key, `${key}, result`].map((each) => ({ key: each, place, report }));
  const direct = { key: `${keyOf({ ...listener, place: userId })}, result`, place: userId, report };
  const all = place === userId ? inPlace : [...inPlace, direct];
  return all.map((each) => newPost(dependencies, each));
}

interface ReportInPlace {
  readonly key: string;
  readonly place: string;
  readonly report: AuditReport;
}

function newPost({ messenger }: TellAuditDependencies, { key, place, report }: ReportInPlace): NewPost {
  return { key, post: () => messenger.postAudit(place, report) };
}

/** For so long after an audit's end its files are tried again where they did not get through. */
const FILES_PATIENCE_MILLISECONDS = 30 * 60_000;

interface AddingFiles {
  readonly key: string;
  readonly message: PostedMessage;
  readonly report: AuditReport;
}

/** Puts the files into the message's thread and says so in it; false while another process is at it. */
async function addFiles(
  dependencies: TellAuditDependencies,
  { key, message, report }: AddingFiles,
): Promise<boolean> {
  if (report.audit.accountsDone === 0) return true;
  const { audit } = report;
  const files = await postFilesOnce(dependencies, {
    key: filesKey(key),
    message,
    triedUntil: new Date((audit.finishedAt?.getTime() ?? 0) + FILES_PATIENCE_MILLISECONDS),
    write: () => writeResultFiles(dependencies.db, audit),
  });
  if (files === "under way") return false;
  // What is shown may have changed while the files were on their way.
  const latest = (await findAuditReport(dependencies, report.audit.id)) ?? report;
  await edit(dependencies, message, { ...latest, files });
  await saveShown(dependencies.db, { ...message, kind: "audit", auditId: report.audit.id }, shownIn(latest));
  return true;
}
