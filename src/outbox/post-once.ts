import type { Clock } from "../clock.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";
import type { Database } from "../store/database.ts";
import { beginPost, findPost, forgetPost, type Post, settlePost } from "../store/posts.ts";
import type { PostedMessage, PostOutcome } from "./post-outcome.ts";

/** Slack could not be reached at all, so nothing was posted and the same may be tried again. */
export class SlackUnreachableError extends RootcheckError {
  constructor(detail: string) {
    super("slack_unreachable", `Slack could not be reached: ${detail}.`);
  }
}

export interface NewPost {
  /** Says what the message is; under one key one message is posted. */
  readonly key: string;
  /** Calls Slack; what came of it is the outcome. */
  readonly post: () => Promise<PostOutcome>;
}

export interface PostOnceDependencies {
  readonly db: Database;
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
  { db, clock, log }: PostOnceDependencies,
  { key, post }: NewPost,
): Promise<PostedMessage | "failed" | "under way"> {
  const now = clock.now();
  if (!(await beginPost(db, key, now))) {
    const existing = await findPost(db, key);
    if (existing?.channel && existing.ts) return { channel: existing.channel, ts: existing.ts };
    return isUnderWay(existing, now, UNDER_WAY_MILLISECONDS) ? "under way" : "failed";
  }
  const outcome = await post();
  if (outcome.state === "not-sent") {
    await forgetPost(db, key);
    throw new SlackUnreachableError(outcome.detail);
  }
  await settlePost(db, { ...outcome, key });
  if (outcome.state === "posted") return { channel: outcome.channel, ts: outcome.ts };
  log.warn({ key, ...outcome }, "A message was not posted");
  return "failed";
}

/** Whether a post is being made at this moment, by this process or another. */
export function isUnderWay(post: Post | undefined, now: Date, atMostMilliseconds: number): boolean {
  return post?.state === "sending" && now.getTime() - post.at.getTime() < atMostMilliseconds;
}
