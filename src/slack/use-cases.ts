import type { Access } from "../access/access.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import type { AccountReport, LookUp } from "../audit/account-report.ts";
import type { ScopeMatch } from "../audit/find-scope.ts";
import type { OrganizationReport } from "../audit/organization-report.ts";
import type { AuditRequest, RequestedAudit } from "../audit/request-audit.ts";
import type { LogExcerpt, LogFilter, LogLook, LogPage } from "../audit-log/read-log.ts";
import type { Account } from "../domain/account.ts";
import type { LogHead } from "../domain/audit-log.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { Baseline, FindingsShown } from "../domain/findings-shown.ts";
import type { FailurePage, Overview } from "../domain/standing.ts";
import type { DecisionRequest } from "../findings/decide.ts";
import type {
  DecisionOutcome,
  FindingPage,
  FindingQuery,
  HomeView,
  RecheckOutcome,
} from "../findings/finding-view.ts";
import type { RecheckRequest } from "../findings/recheck.ts";

/** What people can do about findings. */
export interface FindingUseCases {
  find(id: number): Promise<FindingView | undefined>;
  /** From the first event on. */
  history(id: number): Promise<readonly FindingEvent[]>;
  list(query: FindingQuery): Promise<FindingPage>;
  /** @throws a RootcheckError where the person may not decide that. */
  decide(request: DecisionRequest): Promise<DecisionOutcome>;
  /** @throws a RootcheckError where the account cannot be read in time. */
  recheck(request: RecheckRequest): Promise<RecheckOutcome>;
  baseline(): Promise<Baseline>;
  startClock(by: string): Promise<Baseline>;
  home(userId: string): Promise<HomeView>;
  /** How long things may be put off, in days by severity. */
  readonly policy: FindingPolicy;
}

/** What people can set in motion from Slack, bound to its dependencies in app.ts. */
export interface UseCases {
  readonly access: Access;
  readonly accounts: Pick<AccountDirectory, "find" | "isKnown" | "search" | "stored">;
  /** Reads the account first if its newest reading is too old. */
  lookUpAccount(request: LookUp): Promise<AccountReport>;
  /** The newest reading there is, without asking AWS. */
  findAccountReport(account: Account): Promise<AccountReport>;
  /** The same of the organization itself. */
  findOrganizationReport(): Promise<OrganizationReport>;
  /** Which accounts the words for an audit stand for; no words stand for the organization. */
  findScope(words: string): Promise<ScopeMatch>;
  requestAudit(request: AuditRequest): Promise<RequestedAudit>;
  overview(): Promise<Overview & FindingsShown>;
  /** What failed in an audit, worst first. */
  listFailures(
    auditId: number,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<FailurePage>;
  /** False if the audit is over already. */
  cancelAudit(auditId: number, by: string): Promise<boolean>;
  /** The newest page of the audit log; looking is entered in it. */
  lookIntoLog(look: LogLook): Promise<LogExcerpt>;
  /** Another page of the same look. */
  turnLog(filter: LogFilter, page: LogPage): Promise<LogExcerpt>;
  /** Sends the whole audit log to the asker as a file, and answers where it ends. */
  exportLog(request: { readonly by: string; readonly place: string }): Promise<LogHead>;
  readonly findings: FindingUseCases;
  /** Whether a delivery is met for the first time; Slack repeats itself. */
  firstTime(delivery: string): Promise<boolean>;
}
