import type { Partition } from "../domain/account.ts";
import type { Sid } from "./statements.ts";

/** One AWS API operation that rootcheck calls. */
export interface CallEntry {
  /** The IAM action that allows it; it differs from the operation's name for some S3 calls. */
  readonly action: string;
  /** The statements of our policies that allow it; none where nobody's own policy has to. */
  readonly allowedBy: readonly Sid[];
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
 * charges for them. IAM publishes none and counts for each account by itself, so that a handful of calls in many
 * accounts takes no room from anybody.
 */
export const calls = {
  ...allowedToAnybody({
    "sts:GetCallerIdentity": 50,
    // The task policy of a root session allows these.
    "iam:ListMFADevices": 300,
    "iam:GetUser": 300,
  }),
  ...allowedBy(["EnterOtherAccounts"], { "sts:AssumeRole": 400 }),
  ...allowedBy(["LookAtRootAndNothingElse"], { "sts:AssumeRoot": 50 }),
  ...allowedBy(["KnowTheOrganization"], {
    "organizations:DescribeOrganization": 0.5,
    "organizations:ListAccounts": { perSecond: 7.5, burst: 11 },
    "organizations:DescribeAccount": 15,
    "organizations:ListRoots": 0.5,
    "organizations:ListOrganizationalUnitsForParent": { perSecond: 4.5, burst: 7 },
    "organizations:ListAccountsForParent": { perSecond: 4.5, burst: 7 },
    "organizations:ListParents": { perSecond: 4.5, burst: 7 },
    "organizations:DescribeOrganizationalUnit": 4,
    "organizations:ListTagsForResource": 4,
    "organizations:ListPolicies": { perSecond: 4.5, burst: 7 },
    "organizations:ListTargetsForPolicy": { perSecond: 4.5, burst: 7 },
    "organizations:DescribePolicy": 1,
    "organizations:ListDelegatedAdministrators": { perSecond: 4.5, burst: 7 },
    "organizations:ListAWSServiceAccessForOrganization": 0.5,
    "iam:ListOrganizationsFeatures": 5,
  }),
  ...allowedBy(["ReadAboutRoot"], {
    "iam:GetAccountSummary": 500,
    "iam:GenerateCredentialReport": 300,
    "iam:GetCredentialReport": 300,
    "iam:ListVirtualMFADevices": 300,
  }),
  ...allowedBy(["ReadContacts", "ReadItsContacts"], { "account:GetContactInformation": 8 }),
  ...allowedBy(["ReadContacts", "ReadItsContacts", "KnowItsContacts"], { "account:GetAlternateContact": 8 }),
  ...allowedBy(["AskMembersAddresses"], { "account:GetPrimaryEmail": 2 }),
  ...allowedBy(["KnowAliases"], { "iam:ListAccountAliases": 100 }),
  ...allowedBy(["KnowTheAccessKeys"], {
    "iam:ListUsers": 100,
    "iam:ListAccessKeys": 300,
    "iam:GetAccessKeyLastUsed": 300,
  }),
  ...allowedBy(["KnowWhoseAccessKeysAre"], { "sts:GetAccessKeyInfo": 10 }),
  ...allowedBy(["KnowWhoAdministers"], {
    "iam:ListEntitiesForPolicy": 100,
    "iam:GetAccountAuthorizationDetails": 20,
  }),
  ...allowedBy(["KnowWhatIdentityCenterAssigns"], {
    "sso:ListInstances": 3,
    "sso:ListPermissionSets": 2,
    "sso:ListPermissionSetsProvisionedToAccount": 4,
    "sso:ListManagedPoliciesInPermissionSet": 3,
    "sso:GetInlinePolicyForPermissionSet": 3,
    "sso:DescribePermissionSet": 3,
  }),
  ...allowedBy(["KnowWhoWritesToSupport"], {
    "support:DescribeCases": 2,
    "support:DescribeCommunications": 2.5,
  }),
  ...allowedBy(["KnowCanonicalIds"], {
    "s3:ListBuckets": { action: "s3:ListAllMyBuckets", perSecond: 10 },
    "s3:HeadBucket": { action: "s3:ListBucket", perSecond: 20 },
    "s3:GetBucketAcl": 20,
    "s3:GetBucketOwnershipControls": 20,
    "s3:ListObjectsV2": { action: "s3:ListBucket", perSecond: 50 },
    "s3:ListObjectVersions": { action: "s3:ListBucketVersions", perSecond: 20 },
  }),
  ...allowedBy(["KnowWhoWouldNoticeRoot"], {
    "events:ListEventBuses": 5,
    "events:ListRules": 5,
    "events:ListTargetsByRule": 5,
    "logs:DescribeMetricFilters": 3,
    "logs:DescribeLogStreams": 3,
    "cloudwatch:DescribeAlarmsForMetric": 5,
    "sns:ListSubscriptionsByTopic": 10,
  }),
} satisfies Record<string, CallEntry>;

export type Call = keyof typeof calls;

/** What an entry says beside its statements: calls a second, or that and how it differs from most. */
type Said = number | (Omit<CallEntry, "action" | "allowedBy"> & { readonly action?: string });

function allowedBy<Name extends string>(
  sids: readonly Sid[],
  said: Readonly<Record<Name, Said>>,
): Readonly<Record<Name, CallEntry>>;
function allowedBy(sids: readonly Sid[], said: Readonly<Record<string, Said>>) {
  const entries = Object.entries(said).map(([call, each]) => {
    const entry = typeof each === "number" ? { perSecond: each } : each;
    return [call, { action: call, ...entry, allowedBy: sids }];
  });
  return Object.fromEntries(entries);
}

function allowedToAnybody<Name extends string>(said: Readonly<Record<Name, Said>>) {
  return allowedBy([], said);
}
