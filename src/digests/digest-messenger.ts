import type { AccountName } from "../domain/account.ts";
import type { Digest, DigestReport, Slot } from "../domain/digest.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { FilesOutcome, ResultFile } from "../outbox/files.ts";
import type { PostedMessage, PostOutcome } from "../outbox/post-outcome.ts";

/** A digest as it is shown: what it says, and the findings that it names as they are now. */
export interface DigestShown {
  readonly report: DigestReport;
  /** By their ids. */
  readonly views: ReadonlyMap<number, FindingView>;
  /** Of one account: what it is called now, as far as that is known. */
  readonly account?: AccountName;
}

/** What a digest's owner is told directly. */
export type DigestTrouble =
  /** Slack's answer to a posting never came. */
  | { readonly kind: "uncertain"; readonly digest: Digest; readonly slot: Slot }
  /** Slack would not have this one; the next is tried as ever. */
  | { readonly kind: "failed"; readonly digest: Digest; readonly slot: Slot; readonly why: string }
  /** It could not be posted, and is paused until somebody resumes it. */
  | { readonly kind: "paused"; readonly digest: Digest; readonly slot: Slot; readonly why: string };

/** What became of a digest's posting. */
export interface PostedDigest {
  readonly outcome: PostOutcome;
  /** Whether the message has its chart in it, or wants none: where all is well, or there is no trend yet. */
  readonly hasChart: boolean;
}

/** Shows digests to people. Never rejects where an outcome says what happened. */
export interface DigestMessenger {
  /**
   * Posts a digest to its channel, with a chart in it where the workspace takes one; elsewhere an image belongs into the
   * thread.
   */
  postDigest(shown: DigestShown, channel: string): Promise<PostedDigest>;
  /** Shows a digest with its findings as they are now; false if it is not there any more. Rejects if Slack refuses. */
  updateDigest(message: PostedMessage, shown: DigestShown): Promise<boolean>;
  /** Puts the full list, and an image of the chart where the message has none, into the thread. */
  postFiles(message: PostedMessage, files: readonly ResultFile[]): Promise<FilesOutcome>;
  /** Tells the owner directly. */
  postTrouble(person: string, trouble: DigestTrouble): Promise<PostOutcome>;
}
