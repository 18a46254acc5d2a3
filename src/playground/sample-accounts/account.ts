import type { AccountSpecification } from "../../local-aws/account.ts";

/** The account that owns the organization. */
export const MANAGEMENT = "100000000001";
/** The account that rootcheck runs in. */
export const SECURITY_TOOLING = "200000000002";

/** Makes some of the company's accounts, as they stand a number of days after what happened to them. */
export type Story = (daysAgo: (days: number) => Date) => AccountSpecification[];

/** The reads that the member role grants. */
export const MEMBER_READS = [
  "iam:GetAccountSummary",
  "iam:GenerateCredentialReport",
  "iam:GetCredentialReport",
  "iam:ListVirtualMFADevices",
  "iam:ListAccountAliases",
];

/** The member role of an account, as the templates of deploy/ make it, or with other rights. */
export function memberRole(account?: string, allows = allowedIn(account)) {
  return { name: "rootcheck-audit", trusts: [SECURITY_TOOLING, MANAGEMENT], allows };
}

/** A delegated administrator may not name the management account, so its contacts are read from inside. */
function allowedIn(account: string | undefined): string[] {
  return account === MANAGEMENT ? [...MEMBER_READS, "account:Get*"] : MEMBER_READS;
}
