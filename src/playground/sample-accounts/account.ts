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
  "iam:ListUsers",
  "iam:ListAccessKeys",
  "iam:GetAccessKeyLastUsed",
  "iam:ListEntitiesForPolicy",
  "iam:GetAccountAuthorizationDetails",
  "support:DescribeCases",
  "support:DescribeCommunications",
  "s3:ListAllMyBuckets",
  "s3:GetBucketAcl",
  "s3:GetBucketOwnershipControls",
  "s3:ListBucket",
  "s3:ListBucketVersions",
];

/** The reads of what watches over the management account, and of Identity Center. */
export const CENTRAL_READS = [
  "events:List*",
  "logs:Describe*",
  "cloudwatch:DescribeAlarmsForMetric",
  "sns:ListSubscriptionsByTopic",
  "sso:*",
];

const MEMBER_ROLE = "rootcheck-audit";

/** Whether a role is the one that rootcheck reads an account by. */
export function isMemberRole({ name }: { readonly name: string }): boolean {
  return name === MEMBER_ROLE;
}

/** The member role of an account, as the templates of deploy/ make it, or with other rights. */
export function memberRole(account?: string, allows = allowedIn(account)) {
  return { name: MEMBER_ROLE, trusts: [SECURITY_TOOLING, MANAGEMENT], allows };
}

/** A delegated administrator may not name the management account, so its contacts are read from inside. */
function allowedIn(account: string | undefined): string[] {
  return account === MANAGEMENT ? [...MEMBER_READS, "account:Get*", ...CENTRAL_READS] : MEMBER_READS;
}

/** The policy of AWS's own that allows everything. */
export const ADMINISTRATOR = "AdministratorAccess";

/** The role that Organizations makes in accounts that it creates, for the management account. */
export const organizationRole = {
  name: "OrganizationAccountAccessRole",
  trusts: [MANAGEMENT],
  policies: [ADMINISTRATOR],
};

/** The role that stands in an account for a permission set of Identity Center which is assigned there. */
export const administratorsRole = {
  name: "AWSReservedSSO_AdministratorAccess_5c1d0e7f9a2b3c4d",
  path: "/aws-reserved/sso.amazonaws.com/",
  policies: [ADMINISTRATOR],
};
