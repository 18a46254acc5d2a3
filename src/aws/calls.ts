import type { Partition } from "../domain/account.ts";

/** One AWS API operation that rootcheck calls. */
export interface CallEntry {
  /** The IAM action that allows it; it differs from the operation's name for some S3 calls. */
  readonly action: string;
  /** Whose policy must allow it: the role that the app runs as, the role in each member account, or both. */
  readonly allowedFor: readonly ("home" | "member")[];
  /** Calls a second that rootcheck keeps itself under; below AWS's published limit, so that others have room. */
  readonly perSecond: number;
  /** The partitions that have it; absent means all. */
  readonly partitions?: readonly Partition[];
}

/**
 * Every AWS call that rootcheck makes; none is made that does not stand here, and none that changes anything.
 * The limits named are AWS's: STS 600/s for an account and Region, Organizations by operation, IAM unpublished.
 */
export const calls = {
  "sts:GetCallerIdentity": { action: "sts:GetCallerIdentity", allowedFor: ["home"], perSecond: 50 },
  "sts:AssumeRole": { action: "sts:AssumeRole", allowedFor: ["home"], perSecond: 200 },
  "sts:AssumeRoot": { action: "sts:AssumeRoot", allowedFor: ["home"], perSecond: 50 },
  "organizations:DescribeOrganization": {
    action: "organizations:DescribeOrganization",
    allowedFor: ["home"],
    perSecond: 0.5,
  },
  "organizations:ListAccounts": { action: "organizations:ListAccounts", allowedFor: ["home"], perSecond: 7 },
  "organizations:DescribeAccount": {
    action: "organizations:DescribeAccount",
    allowedFor: ["home"],
    perSecond: 15,
  },
  "organizations:ListParents": { action: "organizations:ListParents", allowedFor: ["home"], perSecond: 4 },
  "organizations:DescribeOrganizationalUnit": {
    action: "organizations:DescribeOrganizationalUnit",
    allowedFor: ["home"],
    perSecond: 4,
  },
  "iam:ListOrganizationsFeatures": {
    action: "iam:ListOrganizationsFeatures",
    allowedFor: ["home"],
    perSecond: 5,
  },
  "iam:GetAccountSummary": {
    action: "iam:GetAccountSummary",
    allowedFor: ["home", "member"],
    perSecond: 300,
  },
  "iam:GenerateCredentialReport": {
    action: "iam:GenerateCredentialReport",
    allowedFor: ["home", "member"],
    perSecond: 100,
  },
  "iam:GetCredentialReport": {
    action: "iam:GetCredentialReport",
    allowedFor: ["home", "member"],
    perSecond: 100,
  },
  "iam:ListAccessKeys": { action: "iam:ListAccessKeys", allowedFor: [], perSecond: 100 },
  "iam:GetAccessKeyLastUsed": { action: "iam:GetAccessKeyLastUsed", allowedFor: [], perSecond: 100 },
} as const satisfies Record<string, CallEntry>;

export type Call = keyof typeof calls;
