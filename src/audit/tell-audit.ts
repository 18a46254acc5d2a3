import type { Clock } from "../clock.ts";
import { auditName, isOver } from "../domain/audit.ts";
import type { Log } from "../log.ts";
import { listReadings } from "../store/account-reads.ts";
import { findAccountById } from "../store/accounts.ts";
import { type Listener, listListeners, replaceListener, setTold } from "../store/audit-audience.ts";
import { findAudit } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { beginPost, findPost, settlePost } from "../store/posts.ts";
import type { AuditMessenger, AuditReport } from "./audit-messenger.ts";

export interface TellAuditDependencies {
  readonly db: Database;
  readonly messenger: AuditMessenger;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Brings every message about an audit up to date: posts where there is none yet, else edits it in place. Safe to
 * repeat; two processes at once post one message.
 */
export async function tellAudit(dependencies: TellAuditDependencies, auditId: number): Promise<void> {
  const { db, clock } = dependencies;
  const report = await findAuditReport(db, auditId);
  if (!report) return;
  for (const listener of await listListeners(db, auditId)) await tellListener(dependencies, listener, report);
  if (isOver(report.audit)) await setTold(db, auditId, clock.now());
}

/** Everything that is shown about an audit, as it stands in the store. */
export async function findAuditReport(db: Database, auditId: number): Promise<AuditReport | undefined> {
  const audit = await findAudit(db, auditId);
  if (!audit) return undefined;
  const [stored, readings] = await Promise.all([
    findAccountById(db, audit.scope.accountId),
    isOver(audit) ? listReadings(db, auditId) : [],
  ]);
  return { audit, readings, ...(stored && { account: stored.account }) };
}

/**
 * Edits the message in place while there is one. A result is never left untold because the message that should
 * have become it is gone, was refused, or may never have arrived: it is then posted as a message of its own.
 */
async function tellListener(
  dependencies: TellAuditDependencies,
  listener: Listener,
  report: AuditReport,
): Promise<void> {
  const { db, messenger } = dependencies;
  const key = `audit ${auditName(listener.auditId)} in ${listener.place}`;
  const post = await findPost(db, key);
  if (!post) return postOnce(dependencies, { key, listener, report });
  const { channel, ts } = post;
  const isThere = channel && ts && (await messenger.updateAudit({ channel, ts }, report));
  if (!isThere && isOver(report.audit))
    await postOnce(dependencies, { key: `${key}, result`, listener, report });
}

interface NewPost {
  readonly key: string;
  readonly listener: Listener;
  readonly report: AuditReport;
}

/** Posts under the key unless somebody has; where a channel refuses, the asker is told directly from then on. */
async function postOnce(
  dependencies: TellAuditDependencies,
  { key, listener, report }: NewPost,
): Promise<void> {
  const { db, messenger, clock, log } = dependencies;
  if (!(await beginPost(db, key, clock.now()))) return;
  const outcome = await messenger.postAudit(listener.place, report);
  await settlePost(db, { ...outcome, key });
  if (outcome.state === "posted") return;
  log.warn({ key, ...outcome }, "A message about an audit was not posted");
  if (outcome.state !== "refused" || listener.place === listener.userId) return;
  const instead = { ...listener, place: listener.userId };
  await replaceListener(db, listener, instead);
  await tellListener(dependencies, instead, report);
}
