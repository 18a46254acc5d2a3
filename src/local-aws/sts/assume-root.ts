import { AssumeRoot$, type AssumeRootRequest, type AssumeRootResponse } from "@aws-sdk/client-sts";
import { isAuthorized } from "../authorize.ts";
import { isRootManager } from "../membership.ts";
import { type Call, operation } from "../operation.ts";
import type { LocalOrganization } from "../organization.ts";
import { arnOf, type Principal, TASK_POLICIES, type TaskPolicy } from "../principal.ts";
import { Refusal } from "../wire/refusal.ts";
import { checkDuration } from "./constraints.ts";

const LONGEST_SESSION = 900;

type RootFeature = LocalOrganization["rootFeatures"][number];

const FEATURE_OF_TASK: Record<TaskPolicy, RootFeature> = {
  IAMAuditRootUserCredentials: "RootCredentialsManagement",
  IAMCreateRootUserPassword: "RootCredentialsManagement",
  IAMDeleteRootUserCredentials: "RootCredentialsManagement",
  S3UnlockBucketPolicy: "RootSessions",
  SQSUnlockQueuePolicy: "RootSessions",
};

const FEATURE_TEXT: Record<RootFeature, string> = {
  RootCredentialsManagement: "Root credentials management",
  RootSessions: "Root sessions",
};

/** Hands out a short session of a member account's root user, held down to one task. */
export const assumeRoot = operation<AssumeRootRequest, AssumeRootResponse>({
  schema: AssumeRoot$,
  subject: ({ TargetPrincipal }) => accountIn(TargetPrincipal ?? ""),
  answer(call) {
    refuseGlobalEndpoint(call);
    const { TargetPrincipal = "", TaskPolicyArn, DurationSeconds = LONGEST_SESSION } = call.input;
    const account = accountIn(TargetPrincipal, call.organization.partition);
    if (!account) throw new Refusal("invalid", "Request must contain a valid target principal");
    const taskArn = TaskPolicyArn?.arn ?? "";
    const task = taskOf(taskArn, call.organization.partition);
    checkDuration(DurationSeconds, 0, LONGEST_SESSION);
    refuseStranger(call, account, taskArn);
    refuseWithoutFeature(call.organization, task);
    const principal = { kind: "root-session", account, task } satisfies Principal;
    const { principal: caller } = call;
    return {
      Credentials: call.sessions.issue(principal, { now: call.now, seconds: DurationSeconds }),
      SourceIdentity: caller.kind === "role" ? caller.sourceIdentity : undefined,
    };
  },
});

/** The signing region `aws-global` is how the SDK asks for the endpoint that no region has. */
function refuseGlobalEndpoint({ host, region }: Call<AssumeRootRequest>): void {
  if (host !== "sts.amazonaws.com" && region !== "aws-global") return;
  throw new Refusal("unknown-action", "Unknown Operation");
}

function accountIn(targetPrincipal: string, partition = "[\\w-]+"): string | undefined {
  const match = new RegExp(`^(?:arn:${partition}:iam::(\\d{12}):root|(\\d{12}))$`).exec(targetPrincipal);
  return match?.[1] ?? match?.[2];
}

function taskOf(arn: string, partition: string): TaskPolicy {
  const prefix = `arn:${partition}:iam::aws:policy/root-task/`;
  const task = TASK_POLICIES.find((each) => arn === prefix + each);
  if (task) return task;
  throw new Refusal("invalid", "Request must contain valid AWS managed task policy ARN");
}

function refuseStranger(call: Call<AssumeRootRequest>, account: string, taskArn: string): void {
  const { organization, principal } = call;
  const resource = `arn:${organization.partition}:iam::${account}:root`;
  const context = { "sts:taskpolicyarn": taskArn };
  const allowed = isAuthorized(call, { principal, action: "sts:AssumeRoot", resource, context });
  const target = organization.accounts.get(account);
  const manageable =
    target?.inOrganization && target.state === "ACTIVE" && account !== organization.managementAccount;
  const trusted = organization.trustedAccess.includes("iam.amazonaws.com");
  if (allowed && manageable && trusted && isRootManager(organization, principal.account)) return;
  const who = arnOf(organization, principal);
  throw new Refusal(
    "access-denied",
    `User: ${who} is not authorized to perform: sts:AssumeRoot on resource: ${resource}`,
  );
}

function refuseWithoutFeature({ rootFeatures }: LocalOrganization, task: TaskPolicy): void {
  const feature = FEATURE_OF_TASK[task];
  if (rootFeatures.includes(feature)) return;
  throw new Refusal(
    "access-denied",
    `${FEATURE_TEXT[feature]} feature is not enabled for your AWS Organization.`,
  );
}
