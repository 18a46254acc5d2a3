import { AssumeRole$, type AssumeRoleRequest, type AssumeRoleResponse } from "@aws-sdk/client-sts";
import type { LocalRole } from "../account.ts";
import { authorize } from "../authorize.ts";
import { type Call, operation } from "../operation.ts";
import { admits } from "../policy-document.ts";
import { arnOf, type Principal, policyArnOf, userIdOf } from "../principal.ts";
import { Refusal } from "../wire/refusal.ts";
import { checkDuration, checkName } from "./constraints.ts";

const ONE_HOUR = 3600;

/** Hands out a session of a role whose trust policy names the caller. */
export const assumeRole = operation<AssumeRoleRequest, AssumeRoleResponse>({
  schema: AssumeRole$,
  subject: ({ RoleArn }) => RoleArn?.split(":")[4],
  answer(call) {
    const { RoleSessionName: session = "", DurationSeconds = ONE_HOUR, SourceIdentity } = call.input;
    checkName("roleSessionName", session);
    checkDuration(DurationSeconds, 900, 12 * ONE_HOUR);
    if (SourceIdentity !== undefined) checkName("sourceIdentity", SourceIdentity);
    const { account, role } = trustedRole(call);
    const sourceIdentity = permittedSourceIdentity(call, role);
    refuseLongSession(call.principal, role, DurationSeconds);
    const principal = { kind: "role", account, name: role.name, session, sourceIdentity } satisfies Principal;
    return {
      Credentials: call.sessions.issue(principal, { now: call.now, seconds: DurationSeconds }),
      AssumedRoleUser: { AssumedRoleId: userIdOf(principal), Arn: arnOf(call.organization, principal) },
      SourceIdentity: sourceIdentity,
    };
  },
});

/** What a trust policy may let somebody do. */
type TrustedAction = "sts:AssumeRole" | "sts:SetSourceIdentity";

interface TrustedRole {
  readonly account: string;
  readonly role: LocalRole;
}

function trustedRole(call: Call<AssumeRoleRequest>): TrustedRole {
  const { RoleArn = "" } = call.input;
  const match = /^arn:([\w-]+):iam::(\d{12}):role(\/(?:[\w+=,.@-]+\/)*)([\w+=,.@-]+)$/.exec(RoleArn);
  if (!match) throw new Refusal("invalid", `${RoleArn} is invalid`);
  const [, partition, account = "", path, name] = match;
  authorize(call, { principal: call.principal, action: "sts:AssumeRole", resource: RoleArn });
  const target =
    partition === call.organization.partition ? call.organization.accounts.get(account) : undefined;
  const role = target?.roles.find((each) => each.name === name && each.path === path);
  if (!role || target?.state !== "ACTIVE" || !trusts(call, role, "sts:AssumeRole"))
    throw denied(call, "sts:AssumeRole");
  return { account, role };
}

/** AWS does not say whether it was the external id that was wrong, so that nobody can try them out. */
function trusts(call: Call<AssumeRoleRequest>, role: LocalRole, action: TrustedAction): boolean {
  const { organization, principal, input } = call;
  if (principal.kind === "root-session") return false;
  const { account } = principal;
  const names = [
    account,
    `arn:${organization.partition}:iam::${account}:root`,
    policyArnOf(organization, principal),
    arnOf(organization, principal),
  ];
  if (role.trustPolicy) {
    const context = { ...(input.ExternalId !== undefined && { "sts:externalid": input.ExternalId }) };
    return admits(role.trustPolicy, { action, names, context });
  }
  if (action === "sts:SetSourceIdentity") return role.trustsSourceIdentity;
  const isKnown = role.externalId === undefined || role.externalId === input.ExternalId;
  return isKnown && role.trusts.some((each) => names.includes(each));
}

/** A source identity, once set, stays through every further role, and each of them must allow it. */
function permittedSourceIdentity(call: Call<AssumeRoleRequest>, role: LocalRole): string | undefined {
  const { principal, input } = call;
  const carried = principal.kind === "role" ? principal.sourceIdentity : undefined;
  const wanted = input.SourceIdentity ?? carried;
  if (wanted === undefined) return undefined;
  const action = "sts:SetSourceIdentity";
  if ((carried !== undefined && wanted !== carried) || !trusts(call, role, action))
    throw denied(call, action);
  authorize(call, { principal, action, resource: input.RoleArn ?? "" });
  return wanted;
}

function refuseLongSession(principal: Principal, role: LocalRole, seconds: number): void {
  if (principal.kind === "role" && seconds > ONE_HOUR) {
    throw new Refusal(
      "invalid",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds <= role.maxSessionSeconds) return;
  throw new Refusal(
    "invalid",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  );
}

function denied({ organization, principal, input }: Call<AssumeRoleRequest>, action: string): Refusal {
  const who = arnOf(organization, principal);
  return new Refusal(
    "access-denied",
    `User: ${who} is not authorized to perform: ${action} on resource: ${input.RoleArn}`,
  );
}
