import { auditName, isOver } from "../domain/audit.ts";
import { type NewPost, postOnce } from "../outbox/post-once.ts";
import { EditRefusedError, type PostedMessage } from "../outbox/post-outcome.ts";
import { type Listener, listListeners, setTold, type ToldListener } from "../store/audit-audience.ts";
import { isFollowed } from "../store/followed-audits.ts";
import { findPost } from "../store/posts.ts";
import { saveShown } from "../store/shown-findings.ts";
import { type AddFilesDependencies, type AddingFiles, addFiles, triedUntil } from "./add-files.ts";
import type { AuditMessenger, AuditReport } from "./audit-messenger.ts";
import { findAuditReport, shownIn } from "./audit-report.ts";
import { fitnessNow, mayTell, READERS_MILLISECONDS } from "./fitness-now.ts";
import { findFiles } from "./retell-audit.ts";

export interface TellAuditDependencies extends AddFilesDependencies {
  readonly messenger: AuditMessenger;
  /** Whether a message in a channel may have one more edit that only shows progress, by its readers and Slack's limits. */
  readonly mayShowProgress: (channel: string) => Promise<boolean>;
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
async function tellListener(dependencies: TellAuditDependencies, listener: ToldListener): Promise<void> {
  const { db, clock } = dependencies;
  const { auditId, place } = listener;
  let latest = await findAuditReport(dependencies, auditId);
  if (latest && !isOver(latest.audit)) {
    await tellProgress(dependencies, listener, latest);
    latest = await findAuditReport(dependencies, auditId);
  }
  if (!latest || !isOver(latest.audit) || !(await isFollowed(db, auditId))) return;
  if (await tellEnd(dependencies, listener, latest)) await setTold(db, { auditId, place }, clock.now());
}

/**
 * Tells the end where the readers of that moment allow it, else the asker directly, and says why. False if it is to be
 * gone on with later: while Slack cannot say who reads the channel, and while another process is at it.
 */
async function tellEnd(
  dependencies: TellAuditDependencies,
  listener: ToldListener,
  report: AuditReport,
): Promise<boolean> {
  const { db, clock, messenger } = dependencies;
  const { auditId, userId, place: channel } = listener;
  const fitness = await fitnessNow(dependencies, channel);
  if (!fitness.isFit && listener.isTold) return true;
  if (!fitness.isFit && fitness.isPassing && clock.now() < triedUntil(report)) return false;
  const at = fitness.isFit ? listener : { ...listener, place: userId };
  const message = await tellResult(dependencies, at, report);
  if (message === "under way") return false;
  if (!message) return true;
  await saveShown(db, { ...message, kind: "audit", auditId }, shownIn(report));
  if (!fitness.isFit)
    await postOnce(dependencies, {
      key: `${keyOf(at)}, why not in ${channel}`,
      post: () => messenger.postMoved(userId, { auditId, channel, why: fitness.why }),
    });
  return tellFiles(dependencies, { key: keyOf(at), message, report });
}

/** Puts the files into the message's thread and says so in it; false if that is to be gone on with later. */
async function tellFiles(
  dependencies: TellAuditDependencies,
  { key, message, report }: AddingFiles,
): Promise<boolean> {
  const { db } = dependencies;
  const auditId = report.audit.id;
  const files = await addFiles(dependencies, { key, message, report });
  if (files === "none") return true;
  // The upload may have taken minutes.
  if (files === "later" || !(await mayTell(dependencies, message.channel))) return false;
  // What is shown may have changed meanwhile.
  const latest = (await findAuditReport(dependencies, auditId)) ?? report;
  await edit(dependencies, message, { ...latest, files });
  await saveShown(db, { ...message, kind: "audit", auditId }, shownIn(latest));
  return true;
}

function keyOf({ auditId, place }: Listener): string {
  return `audit ${auditName(auditId)} in ${place}`;
}

async function tellProgress(
  dependencies: TellAuditDependencies,
  listener: Listener,
  report: AuditReport,
): Promise<void> {
  const { place } = listener;
  const key = keyOf(listener);
  const post = await findPost(dependencies.db, key);
  if (!post && (isJustAsked(dependencies, report) || (await mayTell(dependencies, place))))
    await postOnce(dependencies, newPost(dependencies, { key, place, report }));
  if (post?.channel && post.ts && (await dependencies.mayShowProgress(post.channel)))
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

/** Where it may be told was found out when it was asked for. */
function isJustAsked({ clock }: TellAuditDependencies, { audit }: AuditReport): boolean {
  return clock.now().getTime() - audit.requestedAt.getTime() < READERS_MILLISECONDS;
}

interface ReportInPlace {
  readonly key: string;
  readonly place: string;
  readonly report: AuditReport;
}

function newPost({ messenger }: TellAuditDependencies, { key, place, report }: ReportInPlace): NewPost {
  return { key, post: () => messenger.postAudit(place, report) };
}
