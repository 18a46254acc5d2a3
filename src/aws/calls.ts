import type { Partition } from "../domain/account.ts";

/** One AWS API operation that rootcheck calls. */
export interface CallEntry {
  /** The IAM action that allows it; it differs from the operation's name for some S3 calls. */
  readonly action: string;
  /**
   * Whose policy must allow it: that of the role that the app runs as, of the role in each member account, or of that
   * role in the management account, beside what it is allowed everywhere.
   */
  readonly allowedFor: readonly ("home" | "member" | "management")[];
  /** Calls a second that rootcheck keeps itself under; below AWS's published limit, so that others have room. */
  readonly perSecond: number;
  /** How many may go at once after a pause; `perSecond` where absent, though never less than one. */
  readonly burst?: number;
  /** The partitions that have it; absent means all. */
  readonly partitions?: readonly Partition[];
}

/**
 * Every AWS call that rootcheck makes; none is made that does not stand here, and none that changes anything.
 * The limits below which the ceilings stay are AWS's: STS 600/s for an account and Region, Organizations and Account
 * Management by operation, Identity Center 20/s for all of its together; S3 allows thousands for each bucket, but
 * charges for them. IAM publishes none and counts for each
 * account by itself, so that a handful of calls in many accounts takes no room from anybody.
 */
export const calls = {
  "sts:GetCallerIdentity": home("sts:GetCallerIdentity", 50),
  "sts:AssumeRole": home("sts:AssumeRole", 400),
  "sts:AssumeRoot": home("sts:AssumeRoot", 50),
  "organizations:DescribeOrganization": home("organizations:DescribeOrganization", 0.5),
  "organizations:ListAccounts": home("organizations:ListAccounts", 7.5, 11),
  "organizations:DescribeAccount": home("organizations:DescribeAccount", 15),
  "organizations:ListRoots": home("organizations:ListRoots", 0.5),
  "organizations:ListOrganizationalUnitsForParent": home(
    "organizations:ListOrganizationalUnitsForParent",
    4.5,
    7,
  ),
  "organizations:ListAccountsForParent": home("organizations:ListAccountsForParent", 4.5, 7),
  "organizations:ListParents": home("organizations:ListParents", 4.5, 7),
  "organizations:DescribeOrganizationalUnit": home("organizations:DescribeOrganizationalUnit", 4),
  "organizations:ListTagsForResource": home("organizations:ListTagsForResource", 4),
  "organizations:ListPolicies": home("organizations:ListPolicies", 4.5, 7),
  "organizations:ListTargetsForPolicy": home("organizations:ListTargetsForPolicy", 4.5, 7),
  "organizations:DescribePolicy": home("organizations:DescribePolicy", 1),
  "organizations:ListDelegatedAdministrators": home("organizations:ListDelegatedAdministrators", 4.5, 7),
  "iam:ListOrganizationsFeatures": home("iam:ListOrganizationsFeatures", 5),
  "iam:GetAccountSummary": inEachAccount("iam:GetAccountSummary", 500),
  "iam:GenerateCredentialReport": inEachAccount("iam:GenerateCredentialReport", 300),
  "iam:GetCredentialReport": inEachAccount("iam:GetCredentialReport", 300),
  "iam:ListVirtualMFADevices": inEachAccount("iam:ListVirtualMFADevices", 300),
  "iam:ListAccountAliases": inEachAccount("iam:ListAccountAliases", 100),
  "iam:ListUsers": inEachAccount("iam:ListUsers", 100),
  "iam:ListAccessKeys": inEachAccount("iam:ListAccessKeys", 300),
  "iam:GetAccessKeyLastUsed": inEachAccount("iam:GetAccessKeyLastUsed", 300),
  "iam:ListMFADevices": inRootSessions("iam:ListMFADevices", 300),
  "iam:GetUser": inRootSessions("iam:GetUser", 300),
  "account:GetAlternateContact": inEachAccount("account:GetAlternateContact", 8),
  "account:GetContactInformation": inEachAccount("account:GetContactInformation", 8),
  "account:GetPrimaryEmail": home("account:GetPrimaryEmail", 2),
  "support:DescribeCases": inEachAccount("support:DescribeCases", 2),
  "support:DescribeCommunications": inEachAccount("support:DescribeCommunications", 2.5),
  "iam:ListEntitiesForPolicy": inEachAccount("iam:ListEntitiesForPolicy", 100),
  "iam:GetAccountAuthorizationDetails": inEachAccount("iam:GetAccountAuthorizationDetails", 20),
  "sso:ListInstances": centrally("sso:ListInstances", 3),
  "sso:ListPermissionSets": centrally("sso:ListPermissionSets", 2),
  "sso:ListPermissionSetsProvisionedToAccount": centrally("sso:ListPermissionSetsProvisionedToAccount", 4),
  "sso:ListManagedPoliciesInPermissionSet": centrally("sso:ListManagedPoliciesInPermissionSet", 3),
  "sso:GetInlinePolicyForPermissionSet": centrally("sso:GetInlinePolicyForPermissionSet", 3),
  "sso:DescribePermissionSet": centrally("sso:DescribePermissionSet", 3),
  "events:ListEventBuses": centrally("events:ListEventBuses", 5),
  "events:ListRules": centrally("events:ListRules", 5),
  "events:ListTargetsByRule": centrally("events:ListTargetsByRule", 5),
  "logs:DescribeMetricFilters": centrally("logs:DescribeMetricFilters", 3),
  "logs:DescribeLogStreams": centrally("logs:DescribeLogStreams", 3),
  "cloudwatch:DescribeAlarmsForMetric": centrally("cloudwatch:DescribeAlarmsForMetric", 5),
  "sns:ListSubscriptionsByTopic": centrally("sns:ListSubscriptionsByTopic", 10),
  "sts:GetAccessKeyInfo": home("sts:GetAccessKeyInfo", 10),
  "s3:ListBuckets": inEachAccount("s3:ListAllMyBuckets", 10),
  "s3:HeadBucket": inEachAccount("s3:ListBucket", 20),
  "s3:GetBucketAcl": inEachAccount("s3:GetBucketAcl", 20),
  "s3:GetBucketOwnershipControls": inEachAccount("s3:GetBucketOwnershipControls", 20),
  "s3:ListObjectsV2": inEachAccount("s3:ListBucket", 50),
  "s3:ListObjectVersions": inEachAccount("s3:ListBucketVersions", 20),
} as const satisfies Record<string, CallEntry>;

export type Call = keyof typeof calls;

function home(action: string, perSecond: number, burst?: number): CallEntry {
  return { action, allowedFor: ["home"], perSecond, ...(burst && { burst }) };
}

function inEachAccount(action: string, perSecond: number): CallEntry {
  return { action, allowedFor: ["home", "member"], perSecond };
}

/** What is looked at in the app's own account and in the management account alone. */
function centrally(action: string, perSecond: number): CallEntry {
  return { action, allowedFor: ["home", "management"], perSecond };
}

/** The task policy of a root session allows these; nobody's own policy has to. */
function inRootSessions(action: string, perSecond: number): CallEntry {
  return { action, allowedFor: [], perSecond };
}
