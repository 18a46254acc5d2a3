import type { Access } from "../access/access.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import type { AccountReport, LookUp } from "../audit/account-report.ts";
import type { ScopeMatch } from "../audit/find-scope.ts";
import type { AuditRequest, RequestedAudit } from "../audit/request-audit.ts";
import type { Account } from "../domain/account.ts";
import type { FailurePage, Overview } from "../domain/standing.ts";

/** What people can set in motion from Slack, bound to its dependencies in app.ts. */
export interface UseCases {
  readonly access: Access;
  readonly accounts: Pick<AccountDirectory, "find" | "isKnown" | "search" | "stored">;
  /** Reads the account first if its newest reading is too old. */
  lookUpAccount(request: LookUp): Promise<AccountReport>;
  /** The newest reading there is, without asking AWS. */
  findAccountReport(account: Account): Promise<AccountReport>;
  /** Which accounts the words for an audit stand for; no words stand for the organization. */
  findScope(words: string): Promise<ScopeMatch>;
  requestAudit(request: AuditRequest): Promise<RequestedAudit>;
  overview(): Promise<Overview>;
  /** What failed in an audit, worst first. */
  listFailures(
    auditId: number,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<FailurePage>;
  /** False if the audit is over already. */
  cancelAudit(auditId: number, by: string): Promise<boolean>;
  /** Whether a delivery is met for the first time; Slack repeats itself. */
  firstTime(delivery: string): Promise<boolean>;
}
