import type { Clock } from "../clock.ts";
import { type Audit, auditName, isOver } from "../domain/audit.ts";
import type { Log } from "../log.ts";
import { findReadings } from "../store/account-reads.ts";
import { findAccountById } from "../store/accounts.ts";
import { type Listener, listListeners, setTold } from "../store/audit-audience.ts";
import { findAudit } from "../store/audits.ts";
import type { Database } from "../store/database.ts";
import { findPost } from "../store/posts.ts";
import type { AuditMessenger, AuditReport, PostedMessage } from "./audit-messenger.ts";
import { postFilesOnce } from "./post-files.ts";
import { type NewPost, postOnce } from "./post-once.ts";
import { findStanding } from "./standing.ts";

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

/** Everything that is shown about an audit, as it stands in the store. */
async function findAuditReport(
  { db, clock }: Pick<TellAuditDependencies, "db" | "clock">,
  auditId: number,
): Promise<AuditReport | undefined> {
  const audit = await findAudit(db, auditId);
  if (!audit) return undefined;
  if (audit.scope.kind === "account") return { audit, ...(await findAccountPart(db, audit, audit.scope)) };
  if (isOver(audit)) return { audit, standing: await findStanding({ db }, audit) };
  const millisecondsLeft = timeLeft(audit, clock.now());
  return { audit, ...(millisecondsLeft !== undefined && { millisecondsLeft }) };
}

async function findAccountPart(
  db: Database,
  audit: Audit,
  { accountId }: { readonly accountId: string },
): Promise<Pick<AuditReport, "account" | "reading">> {
  const [stored, [reading]] = await Promise.all([
    findAccountById(db, accountId),
    isOver(audit) ? findReadings(db, audit.id, [accountId]) : [],
  ]);
  return { ...(stored && { account: stored.account }), ...(reading && { reading }) };
}

/** So few accounts say nothing about the others. */
const FEW = 10;

/** How long the rest will take if it goes on as it went so far. */
function timeLeft({ startedAt, accountsInScope, accountsDone }: Audit, now: Date): number | undefined {
  if (!startedAt || accountsInScope === undefined || accountsDone < FEW) return undefined;
  const each = (now.getTime() - startedAt.getTime()) / accountsDone;
  return Math.max(0, each * (accountsInScope - accountsDone));
}

/**
 * Calling Slack takes time, in which the audit may have ended and another process have told so: the progress that
 * was told last is then put right.
 */
async function tellListener(dependencies: TellAuditDependencies, listener: Listener): Promise<void> {
  const { db, clock } = dependencies;
  const { auditId, place } = listener;
  let latest = await findAuditReport(dependencies, auditId);
  if (latest && !isOver(latest.audit)) {
    await tellProgress(dependencies, listener, latest);
    latest = await findAuditReport(dependencies, auditId);
  }
  if (!latest || !isOver(latest.audit)) return;
  const told = await tellResult(dependencies, listener, latest);
  if (told === "under way") return;
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
  if (!post) await postOnce(dependencies, { key, place: listener.place, report });
  else if (post.channel && post.ts && dependencies.mayShowProgress())
    await dependencies.messenger.updateAudit({ channel: post.channel, ts: post.ts }, report);
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
  const { db, messenger, log } = dependencies;
  const key = keyOf(listener);
  const post = await findPost(db, key);
  const message = post?.channel && post.ts ? { channel: post.channel, ts: post.ts } : undefined;
  if (message && (await messenger.updateAudit(message, report))) return message;
  for (const attempt of resultPosts(listener, report)) {
    if (attempt.key === key && post && post.state !== "sending") continue;
    const outcome = await postOnce(dependencies, attempt);
    if (outcome === "under way") return outcome;
    if (outcome !== "failed") return outcome;
  }
  log.error({ key }, "The result of an audit could not be told to anybody");
  return undefined;
}

function resultPosts(listener: Listener, report: AuditReport): readonly NewPost[] {
  const { place, userId } = listener;
  const key = keyOf(listener);
  const inPlace = [key, `${key}, result`].map((each) => ({ key: each, place, report }));
  const direct = { key: `${keyOf({ ...listener, place: userId })}, result`, place: userId, report };
  return place === userId ? inPlace : [...inPlace, direct];
}

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
  const files = await postFilesOnce(dependencies, { key: `${key}, files`, message, audit: report.audit });
  if (files === "under way") return false;
  await dependencies.messenger.updateAudit(message, { ...report, files });
  return true;
}
