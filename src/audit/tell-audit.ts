import type { Clock } from "../clock.ts";
import { auditName, isOver } from "../domain/audit.ts";
import type { Log } from "../log.ts";
import { listReadings } from "../store/account-reads.ts";
import { findAccountById } from "../store/accounts.ts";
import { type Listener, listListeners, setTold } from "../store/audit-audience.ts";
import { findAudit } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { findPost } from "../store/posts.ts";
import type { AuditMessenger, AuditReport } from "./audit-messenger.ts";
import { type NewPost, postOnce } from "./post-once.ts";

export interface TellAuditDependencies {
  readonly db: Database;
  readonly messenger: AuditMessenger;
  readonly clock: Clock;
  readonly log: Log;
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

/** Everything that is shown about an audit, as it stands in the store. */
async function findAuditReport(db: Database, auditId: number): Promise<AuditReport | undefined> {
  const audit = await findAudit(db, auditId);
  if (!audit) return undefined;
  const [stored, readings] = await Promise.all([
    findAccountById(db, audit.scope.accountId),
    isOver(audit) ? listReadings(db, auditId) : [],
  ]);
  return { audit, readings, ...(stored && { account: stored.account }) };
}

/**
 * Calling Slack takes time, in which the audit may have ended and another process have told so: the progress that
 * was told last is then put right.
 */
async function tellListener(dependencies: TellAuditDependencies, listener: Listener): Promise<void> {
  const { db, clock } = dependencies;
  const { auditId, place } = listener;
  const report = await findAuditReport(db, auditId);
  if (report && !isOver(report.audit)) await tellProgress(dependencies, listener, report);
  const latest = await findAuditReport(db, auditId);
  if (!latest || !isOver(latest.audit)) return;
  if (await tellResult(dependencies, listener, latest)) await setTold(db, { auditId, place }, clock.now());
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
  if (!post) await postOnce(dependencies, { key, place: listener.place, report });
  else if (post.channel && post.ts)
    await dependencies.messenger.updateAudit({ channel: post.channel, ts: post.ts }, report);
}

/**
 * Edits the message that showed the progress. Where that is gone, was refused or may never have arrived, the result
 * is a message of its own, and in the last resort one to the asker directly. Answers whether no more can be done;
 * false while another process is at it.
 */
async function tellResult(
  dependencies: TellAuditDependencies,
  listener: Listener,
  report: AuditReport,
): Promise<boolean> {
  const { db, messenger, log } = dependencies;
  const key = keyOf(listener);
  const post = await findPost(db, key);
  if (
    post?.channel &&
    post.ts &&
    (await messenger.updateAudit({ channel: post.channel, ts: post.ts }, report))
  )
    return true;
  for (const attempt of resultPosts(listener, report)) {
    if (attempt.key === key && post && post.state !== "sending") continue;
    const outcome = await postOnce(dependencies, attempt);
    if (outcome === "posted") return true;
    if (outcome === "under way") return false;
  }
  log.error({ key }, "The result of an audit could not be told to anybody");
  return true;
}

function resultPosts(listener: Listener, report: AuditReport): readonly NewPost[] {
  const { place, userId } = listener;
  const key = keyOf(listener);
  const inPlace = [key, `${key}, result`].map((each) => ({ key: each, place, report }));
  const direct = { key: `${keyOf({ ...listener, place: userId })}, result`, place: userId, report };
  return place === userId ? inPlace : [...inPlace, direct];
}
