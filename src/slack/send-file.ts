import { RootcheckError } from "../domain/errors.ts";
import type { Message } from "./blocks.ts";
import { post } from "./post.ts";
import { type NewFiles, postFiles } from "./post-files.ts";
import type { PostingDependencies } from "./post-outcome.ts";

/** A file did not reach the person who asked for it, or nobody can tell. */
export class FileNotSentError extends RootcheckError {
  /** `what` with its verb: "The audit log was". */
  constructor(what: string, why: string) {
    super(
      "file_not_sent",
      `${what} to be sent to you as a direct message, but that did not work out: ${why}. Look into your direct messages from rootcheck, and ask again if nothing is there.`,
    );
  }
}

/** A file for one person. */
export interface FileForPerson {
  readonly user: string;
  /** What it is, with its verb, for when it does not arrive: "The audit log was". */
  readonly what: string;
  readonly message: Message;
  /** What stands with the file, in mrkdwn. */
  readonly comment: string;
  readonly file: NewFiles["files"][number];
}

/**
 * Sends a file as a direct message: what it is, and the file in the message's thread.
 * @throws {FileNotSentError}
 */
export async function sendFile(
  dependencies: PostingDependencies,
  { user, what, message, comment, file }: FileForPerson,
): Promise<void> {
  const posted = await post(dependencies, { channel: user }, message);
  if (posted.state !== "posted") throw new FileNotSentError(what, posted.detail);
  const outcome = await postFiles(dependencies, { message: posted, comment, files: [file] });
  if (outcome.state !== "posted") throw new FileNotSentError(what, outcome.detail);
}
