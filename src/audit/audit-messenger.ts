import type { Account } from "../domain/account.ts";
import type { Audit } from "../domain/audit.ts";
import type { FindingsShown } from "../domain/findings-shown.ts";
import type { AccountReading } from "../domain/result.ts";
import type { Standing } from "../domain/standing.ts";
import type { FilesOutcome, ResultFile } from "../outbox/files.ts";
import type { PostedMessage, PostOutcome } from "../outbox/post-outcome.ts";

/** All that a message about an audit shows. */
export interface AuditReport extends FindingsShown {
  readonly audit: Audit;
  /** While it runs: how much longer it will take, once that can be told. */
  readonly millisecondsLeft?: number;
  /** Of an audit of one account: the account, and what was read of it once it is over. */
  readonly account?: Account;
  readonly reading?: AccountReading;
  /** Of an audit of several: what it came to, once it is over. */
  readonly standing?: Standing;
  /** What became of the files that go with the result; absent until that is known. */
  readonly files?: "posted" | "failed";
}

/** A result that went to its asker, because the channel that it was asked for in may not have it any more. */
export interface MovedResult {
  readonly auditId: number;
  readonly channel: string;
  readonly why: string;
}

/** Shows audits to people. */
export interface AuditMessenger {
  /** Posts to a channel, or to a person by their user id. Never rejects: whatever happens is the outcome. */
  postAudit(place: string, report: AuditReport): Promise<PostOutcome>;
  /** Brings a message up to date; false if it is not there any more. Rejects if Slack refuses or cannot be reached. */
  updateAudit(message: PostedMessage, report: AuditReport): Promise<boolean>;
  /** Tells the asker by their user id why a result came to them. Never rejects: whatever happens is the outcome. */
  postMoved(userId: string, moved: MovedResult): Promise<PostOutcome>;
  /** Puts files into a message's thread, all together. Never rejects: whatever happens is the outcome. */
  postFiles(message: PostedMessage, files: readonly ResultFile[]): Promise<FilesOutcome>;
}
