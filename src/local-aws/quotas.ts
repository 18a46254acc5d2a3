import type { Ceiling } from "./ceilings.ts";

/** How fast AWS lets calls come, as it has published, in calls a second. */

interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

function rate(perSecond: number, burst: number): Rate {
  return { perSecond, burst };
}

/** What Organizations grants one account, and the whole organization. */
function organizationsQuota(
  operations: readonly string[],
  account: Rate,
  organization?: Rate,
): readonly Ceiling[] {
  return operations.flatMap((operation): Ceiling[] => {
    const call = `organizations:${operation}`;
    return [{ call, ...account }, ...(organization ? [{ call, ...organization, per: "all" } as const] : [])];
  });
}

const ORGANIZATIONS: readonly Ceiling[] = [
  ...organizationsQuota(["ListAccounts"], rate(8, 12), rate(9, 15)),
  ...organizationsQuota(["DescribeAccount"], rate(20, 30), rate(24, 36)),
  ...organizationsQuota(["DescribeOrganization"], rate(1, 2)),
  ...organizationsQuota(["ListRoots"], rate(1, 2), rate(1, 3)),
  ...organizationsQuota(
    [
      "ListParents",
      "ListAccountsForParent",
      "ListOrganizationalUnitsForParent",
      "ListPolicies",
      "ListPoliciesForTarget",
      "ListTargetsForPolicy",
      "ListDelegatedAdministrators",
    ],
    rate(5, 8),
    rate(6, 10),
  ),
  ...organizationsQuota(["DescribePolicy"], rate(2, 2), rate(2, 3)),
  ...organizationsQuota(["ListAWSServiceAccessForOrganization"], rate(1, 3), rate(1, 4)),
];

const ACCOUNT_MANAGEMENT: readonly Ceiling[] = [
  { call: "account:GetPrimaryEmail", ...rate(3, 3) },
  { call: "account:GetAccountInformation", ...rate(3, 3) },
  { call: "account:GetAlternateContact", ...rate(10, 15) },
  { call: "account:GetContactInformation", ...rate(10, 15) },
];

/** Every quota that AWS has published for what local-aws answers; give it to `startLocalAws` as `ceilings`. */
export const awsQuotas: readonly Ceiling[] = [
  ...ORGANIZATIONS,
  ...ACCOUNT_MANAGEMENT,
  { call: ["support:DescribeCases", "support:DescribeCommunications"], ...rate(5, 5) },
  { call: ["sts:AssumeRole", "sts:GetCallerIdentity"], ...rate(600, 600) },
];

/**
 * AWS limits IAM and AssumeRoot as well, but does not say to what: a guess on the low side, to be given beside
 * the published ones.
 */
export const assumedQuotas: readonly Ceiling[] = [
  { call: "iam:*", ...rate(15, 30) },
  { call: "sts:AssumeRoot", ...rate(20, 40) },
];
