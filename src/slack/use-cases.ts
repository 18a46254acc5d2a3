import type { Access } from "../access/access.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import type { AccountReport, LookUp } from "../audit/account-report.ts";
import type { AuditRequest } from "../audit/request-audit.ts";
import type { Account } from "../domain/account.ts";

/** What people can set in motion from Slack, bound to its dependencies in app.ts. */
export interface UseCases {
  readonly access: Access;
  readonly accounts: Pick<AccountDirectory, "find" | "isKnown">;
  /** Reads the account first if its newest reading is too old. */
  lookUpAccount(request: LookUp): Promise<AccountReport>;
  /** The newest reading there is, without asking AWS. */
  findAccountReport(account: Account): Promise<AccountReport>;
  requestAudit(request: AuditRequest): Promise<{ readonly id: number; readonly joined: boolean }>;
  /** False if the audit is over already. */
  cancelAudit(auditId: number, by: string): Promise<boolean>;
  /** Whether a delivery is met for the first time; Slack repeats itself. */
  firstTime(delivery: string): Promise<boolean>;
}
