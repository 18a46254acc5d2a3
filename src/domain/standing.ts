import type { Account } from "./account.ts";
import type { Audit, Coverage, FailureCounts } from "./audit.ts";
import type { UnreadableCode } from "./read.ts";
import type { Reason, Result, Severity } from "./result.ts";

/** A check that an account, or the organization, fails. */
export type Failure = Extract<Result, { status: "fail" }>;

/** Whose failure it is. */
export type FailingSubject =
  | { readonly kind: "account"; readonly account: Account }
  | { readonly kind: "organization" };

export interface SubjectFailure {
  readonly subject: FailingSubject;
  readonly failure: Failure;
}

/** An account of which nothing about the root user could be read. */
export interface UnreadAccount {
  readonly account: Account;
  readonly reason: Reason;
}

/** One check that could not be answered in accounts that could be read otherwise. */
export interface Unanswered {
  readonly check: string;
  readonly code: UnreadableCode;
  readonly accounts: number;
}

/** What has changed since the audit of the same scope before; accounts that only one of them read are left out. */
export interface Change {
  readonly auditId: number;
  readonly finishedAt: Date;
  /** Checks that fail now and did not. */
  readonly appeared: number;
  /** Checks that failed and do not any more. */
  readonly fixed: number;
}

/** What an audit of several accounts came to; the lists are cut to what a message shows. */
export interface Standing {
  readonly coverage: Coverage;
  /** How bad it is that accounts could not be read; absent if all could. */
  readonly coverageSeverity?: Severity;
  /** Accounts with at least one failing check, info aside. */
  readonly accountsFailing: number;
  /** Those of the organization itself included; how much could not be read is counted apart. */
  readonly failures: FailureCounts;
  /** Worst first: the organization itself, then the management account, then the others. */
  readonly worst: readonly SubjectFailure[];
  /** What the checks of the organization itself say; absent for an audit of less than the organization. */
  readonly organization?: readonly Result[];
  readonly unread: readonly UnreadAccount[];
  readonly unanswered: readonly Unanswered[];
  readonly notActive: readonly Account[];
  /** Absent for the first audit of a scope. */
  readonly change?: Change;
}

/** Where the organization stands, by its last audit. */
export interface Overview {
  readonly latest?: { readonly audit: Audit; readonly standing: Standing };
  /** An audit of the organization that is under way. */
  readonly running?: Audit;
  /** How many accounts the organization has, where they have been listed. */
  readonly accounts?: number;
}

/** One page of what fails. */
export interface FailurePage {
  readonly total: number;
  /** Since when an old audit's single results are not kept any more, so that there is nothing to list. */
  readonly goneSince?: Date;
  readonly failures: readonly SubjectFailure[];
}
