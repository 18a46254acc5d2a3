import type { KeySummary } from "../domain/access-key.ts";
import type { Unreadable } from "../domain/read.ts";
import type { PostedMessage, PostOutcome } from "../outbox/post-outcome.ts";

/** What somebody who waits for the organization's access keys is told. */
export type KeyReport =
  | { readonly state: "reading"; readonly read: number; readonly accounts: number }
  | { readonly state: "done"; readonly summary: KeySummary }
  /** There is not even a list of accounts. */
  | { readonly state: "failed"; readonly why: Unreadable };

/** A list of access keys as a file on this machine. */
export interface KeyFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly keys: number;
  /** Accounts that were read, out of those that it is about. */
  readonly read: number;
  readonly accounts: number;
}

/** Tells one person, and nobody else, of access keys. */
export interface KeyMessenger {
  /** Never rejects: whatever happens is the outcome. */
  postKeys(userId: string, report: KeyReport): Promise<PostOutcome>;
  /** Brings a message up to date; false if it is not there any more. Rejects if Slack cannot be reached. */
  updateKeys(message: PostedMessage, report: KeyReport): Promise<boolean>;
  /** @throws where the file did not get there, or where nobody can tell. */
  sendKeys(userId: string, file: KeyFile): Promise<void>;
}
