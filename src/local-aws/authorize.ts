import type { LocalOrganization, ServiceControlPolicy } from "./organization.ts";
import { judge, matchesPattern, type PolicyContext } from "./policy-document.ts";
import { arnOf, identityOf, type Principal, policyArnOf, type TaskPolicy } from "./principal.ts";
import { policyArn } from "./service-control-policy.ts";
import type { Switches } from "./switches.ts";
import { unitsDownTo } from "./units.ts";
import { Refusal } from "./wire/refusal.ts";

/** What somebody wants to do. */
export interface Attempt {
  readonly principal: Principal;
  /** As policies name it, such as `iam:GetAccountSummary`. */
  readonly action: string;
  readonly resource: string;
  /** What policies may ask for beside who it is, by condition key in lower case. */
  readonly context?: PolicyContext;
}

const AUDIT_READS = [
  "iam:ListAccessKeys",
  "iam:ListSigningCertificates",
  "iam:GetLoginProfile",
  "iam:ListMFADevices",
  "iam:GetUser",
  "iam:GetAccessKeyLastUsed",
];
const DELETIONS = [
  "iam:DeleteAccessKey",
  "iam:DeleteSigningCertificate",
  "iam:DeleteLoginProfile",
  "iam:DeactivateMFADevice",
  "iam:DeleteVirtualMFADevice",
];

/** What each task policy leaves a root session; everything else it denies. */
const ROOT_SESSION_CEILINGS: Record<TaskPolicy, readonly string[]> = {
  IAMAuditRootUserCredentials: [...AUDIT_READS, "iam:GetAccountSummary"],
  IAMDeleteRootUserCredentials: [...AUDIT_READS, ...DELETIONS],
  IAMCreateRootUserPassword: ["iam:CreateLoginProfile", "iam:GetLoginProfile"],
  S3UnlockBucketPolicy: [
    "s3:DeleteBucketPolicy",
    "s3:PutBucketPolicy",
    "s3:GetBucketPolicy",
    "s3:ListAllMyBuckets",
  ],
  SQSUnlockQueuePolicy: [
    "sqs:ListQueues",
    "sqs:GetQueueUrl",
    "sqs:GetQueueAttributes",
    "sqs:SetQueueAttributes",
  ],
};

/** What attempts are judged by. */
interface Jurisdiction {
  readonly organization: LocalOrganization;
  readonly switches: Switches;
}

/** Lets the attempt pass, or throws the Refusal with AWS's words for the policy that stands against it. */
export function authorize(jurisdiction: Jurisdiction, attempt: Attempt): void {
  const reason = objection(jurisdiction, attempt);
  if (reason) throw refusal(jurisdiction.organization, attempt, reason);
}

/** The Refusal of somebody whom no policy allows the action, on anything. */
export function notAuthorized(
  organization: LocalOrganization,
  principal: Principal,
  action: string,
): Refusal {
  return refusal(organization, { principal, action, resource: "*" }, noPolicyAllows(action));
}

/** Whether the attempt would pass, for operations that word their refusal themselves. */
export function isAuthorized(jurisdiction: Jurisdiction, attempt: Attempt): boolean {
  return objection(jurisdiction, attempt) === undefined;
}

function objection({ organization, switches }: Jurisdiction, attempt: Attempt): string | undefined {
  const { principal, action, resource } = attempt;
  const context = contextOf(organization, attempt);
  const denying = denyingPolicy(organization, attempt, context);
  if (denying) {
    const named = switches.scpDenialNamesPolicy ? `: ${policyArn(organization, denying)}` : "";
    return `with an explicit deny in a service control policy${named}`;
  }
  if (principal.kind === "root-session") {
    const within = ROOT_SESSION_CEILINGS[principal.task].includes(action);
    const onRoot = !AUDIT_READS.includes(action) || resource === policyArnOf(organization, principal);
    return within && onRoot ? undefined : "with an explicit deny in a session policy";
  }
  const { allows = [], documents = [] } = identityOf(organization, principal) ?? {};
  const judgement = judge(documents, { action, resource, context });
  if (judgement === "deny") return "with an explicit deny in an identity-based policy";
  const isAllowed = judgement === "allow" || allows.some((pattern) => matchesPattern(pattern, action));
  return isAllowed ? undefined : noPolicyAllows(action);
}

function noPolicyAllows(action: string): string {
  return `because no identity-based policy allows the ${action} action`;
}

function refusal(
  organization: LocalOrganization,
  { principal, action, resource }: Attempt,
  reason: string,
): Refusal {
  const who = arnOf(organization, principal);
  return new Refusal(
    "access-denied",
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
  );
}

function denyingPolicy(
  organization: LocalOrganization,
  { principal, action, resource }: Attempt,
  context: PolicyContext,
): ServiceControlPolicy | undefined {
  const account = organization.accounts.get(principal.account);
  if (!account?.inOrganization || account.id === organization.managementAccount) return undefined;
  if (organization.featureSet !== "ALL" || organization.serviceControlPolicies.length === 0) return undefined;
  const ancestors = new Set(["root", account.id, ...unitsDownTo(account.ou)]);
  return organization.serviceControlPolicies
    .filter(({ targets }) => targets.some((target) => ancestors.has(target)))
    .find(({ content }) => judge([content], { action, resource, context }) === "deny");
}

function contextOf(organization: LocalOrganization, { principal, context }: Attempt): PolicyContext {
  return {
    "aws:principalarn": policyArnOf(organization, principal),
    ...(principal.kind === "root-session" && { "aws:assumedroot": "true" }),
    ...context,
  };
}
