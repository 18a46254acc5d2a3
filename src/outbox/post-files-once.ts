import { beginPost, findPost, forgetPost, settlePost, touchPost } from "../store/posts.ts";
import type { FilesOutcome, ResultFile } from "./files.ts";
import { isUnderWay, type PostOnceDependencies, SlackUnreachableError } from "./post-once.ts";
import type { PostedMessage } from "./post-outcome.ts";

export interface PostFilesDependencies extends PostOnceDependencies {
  readonly messenger: {
    /** Never rejects: whatever happens is the outcome. */
    postFiles(message: PostedMessage, files: readonly ResultFile[]): Promise<FilesOutcome>;
  };
}

/** Files on this machine, until disposed of. */
export interface WrittenFiles extends AsyncDisposable {
  readonly files: readonly ResultFile[];
}

export interface NewFiles {
  /** Says what the files are; under one key they are posted once. */
  readonly key: string;
  readonly message: PostedMessage;
  /** Until when they are tried again where they did not get through. */
  readonly triedUntil: Date;
  readonly write: () => Promise<WrittenFiles>;
}

/** Thousands of accounts make files of tens of megabytes: while they are uploaded the post says so again and again. */
const TOUCH_MILLISECONDS = 10_000;
/** A post that has not said so for longer was cut short. */
const UNDER_WAY_MILLISECONDS = 45_000;

/**
 * Puts files into a message's thread unless that has been tried. They are written before the key is reserved, so that
 * only the upload itself is open to doubt if the process dies.
 * @throws {SlackUnreachableError} where nothing was shared and it is worth trying again; the key is free then.
 */
export async function postFilesOnce(
  { db, messenger, clock, log }: PostFilesDependencies,
  { key, message, triedUntil, write }: NewFiles,
): Promise<"posted" | "failed" | "under way"> {
  const existing = await findPost(db, key);
  if (existing?.state === "posted") return "posted";
  if (existing) return isUnderWay(existing, clock.now(), UNDER_WAY_MILLISECONDS) ? "under way" : "failed";
  await using written = await write();
  if (!(await beginPost(db, key, clock.now()))) return "under way";
  using _touching = touchingPost({ db, clock, log }, key);
  const outcome = await messenger.postFiles(message, written.files);
  if (outcome.state === "not-sent" && clock.now() < triedUntil) {
    await forgetPost(db, key);
    throw new SlackUnreachableError(outcome.detail);
  }
  await settlePost(db, { key, state: outcome.state === "not-sent" ? "refused" : outcome.state });
  if (outcome.state === "posted") return "posted";
  log.warn({ key, ...outcome }, "Files were not posted");
  return "failed";
}

/** Says that a post is under way until disposed of. */
function touchingPost({ db, clock, log }: PostOnceDependencies, key: string): Disposable {
  const timer = clock.setInterval(() => {
    touchPost(db, key, clock.now()).catch((error: unknown) =>
      log.warn({ err: error, key }, "An upload could not be said to be under way"),
    );
  }, TOUCH_MILLISECONDS);
  return { [Symbol.dispose]: () => clock.clearInterval(timer) };
}
