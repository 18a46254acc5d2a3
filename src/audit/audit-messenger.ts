import type { Account } from "../domain/account.ts";
import type { Audit } from "../domain/audit.ts";
import type { AccountReading } from "../domain/result.ts";

/** All that a message about an audit shows. */
export interface AuditReport {
  readonly audit: Audit;
  readonly account?: Account;
  /** What has been read; empty while nothing has. */
  readonly readings: readonly AccountReading[];
}

/** Where a message went. */
export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
}

/** What became of an attempt to post. */
export type PostOutcome =
  | ({ readonly state: "posted" } & PostedMessage)
  /** The call broke off after it may have taken effect. */
  | { readonly state: "uncertain"; readonly detail: string }
  /** Slack was never reached, so the message cannot be there. */
  | { readonly state: "not-sent"; readonly detail: string }
  /** Slack said no, in its own word: `not_in_channel`. */
  | { readonly state: "refused"; readonly detail: string };

/** Shows audits to people. */
export interface AuditMessenger {
  /** Posts to a channel, or to a person by their user id. Never rejects: whatever happens is the outcome. */
  postAudit(place: string, report: AuditReport): Promise<PostOutcome>;
  /** Brings a message up to date; false if it is not there any more. Rejects if Slack cannot be reached. */
  updateAudit(message: PostedMessage, report: AuditReport): Promise<boolean>;
}
