import type { Clock } from "../clock.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";
import type { Database } from "../store/database.ts";
import { beginPost, findPost, forgetPost, settlePost } from "../store/posts.ts";
import type { AuditMessenger, AuditReport } from "./audit-messenger.ts";

/** Slack could not be reached at all, so nothing was posted and the same may be tried again. */
export class SlackUnreachableError extends RootcheckError {
  constructor(detail: string) {
    super("slack_unreachable", `Slack could not be reached: ${detail}.`);
  }
}

export interface NewPost {
  /** Says what the message is; under one key one message is posted. */
  readonly key: string;
  readonly place: string;
  readonly report: AuditReport;
}

export interface PostOnceDependencies {
  readonly db: Database;
  readonly messenger: AuditMessenger;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * A post that has been under way for longer was cut short, and nobody knows how far it came: a call takes ten
 * seconds at most, twice with a rate limit's wait of ten between.
 */
const UNDER_WAY_MILLISECONDS = 35_000;

/**
 * Posts a message unless that has been tried: the key is reserved before the call, so that neither a crash nor a
 * second process makes two of it. `failed` stays so.
 * @throws {SlackUnreachableError} where nothing was sent; the key is free again then.
 */
export async function postOnce(
  { db, messenger, clock, log }: PostOnceDependencies,
  { key, place, report }: NewPost,
): Promise<"posted" | "failed" | "under way"> {
  const now = clock.now();
  if (!(await beginPost(db, key, now))) {
    const existing = await findPost(db, key);
    if (existing?.state === "posted") return "posted";
    const isYoung = existing && now.getTime() - existing.at.getTime() < UNDER_WAY_MILLISECONDS;
    return existing?.state === "sending" && isYoung ? "under way" : "failed";
  }
  const outcome = await messenger.postAudit(place, report);
  if (outcome.state === "not-sent") {
    await forgetPost(db, key);
    throw new SlackUnreachableError(outcome.detail);
  }
  await settlePost(db, { ...outcome, key });
  if (outcome.state === "posted") return "posted";
  log.warn({ key, ...outcome }, "A message about an audit was not posted");
  return "failed";
}
