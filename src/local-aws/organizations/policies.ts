import {
  DescribePolicy$,
  type DescribePolicyRequest,
  type DescribePolicyResponse,
  ListPolicies$,
  ListPoliciesForTarget$,
  type ListPoliciesForTargetRequest,
  type ListPoliciesForTargetResponse,
  type ListPoliciesRequest,
  type ListPoliciesResponse,
  ListTargetsForPolicy$,
  type ListTargetsForPolicyRequest,
  type ListTargetsForPolicyResponse,
  PolicyNotFoundException$,
  type PolicySummary,
  type PolicyTargetSummary,
  PolicyType,
  TargetNotFoundException$,
} from "@aws-sdk/client-organizations";
import { members } from "../membership.ts";
import { anyResource, type Call, operation } from "../operation.ts";
import type { LocalOrganization, ServiceControlPolicy } from "../organization.ts";
import { policyArn } from "../service-control-policy.ts";
import { nameOfUnit, unitId, unitPaths } from "../units.ts";
import { modelled, Refusal } from "../wire/refusal.ts";
import { requireAdministrator } from "./access.ts";
import { accountArn } from "./accounts.ts";
import { hierarchyArn } from "./hierarchy.ts";
import { pageOf } from "./page.ts";

const TYPE = "SERVICE_CONTROL_POLICY";

/** Made by AWS and attached everywhere, as an organization has it that takes away by denying. */
const FULL_ACCESS = {
  id: "p-FullAWSAccess",
  name: "FullAWSAccess",
  description: "Allows access to every operation",
  content: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  },
} as const;

type Policy = ServiceControlPolicy | typeof FULL_ACCESS;

/** Lists the service control policies, attached or not. */
export const listPolicies = operation<ListPoliciesRequest, ListPoliciesResponse>({
  schema: ListPolicies$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const { entries, NextToken } = pageOf(policiesOfType(call), call.input, call.switches);
    return { Policies: entries.map((each) => summaryOf(call.organization, each)), NextToken };
  },
});

/** Lists the service control policies that are attached to exactly this root, unit or account. */
export const listPoliciesForTarget = operation<ListPoliciesForTargetRequest, ListPoliciesForTargetResponse>({
  schema: ListPoliciesForTarget$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const target = targetNamed(call);
    const attached = policiesOfType(call).filter(
      (each) => !("targets" in each) || each.targets.includes(target),
    );
    const { entries, NextToken } = pageOf(attached, call.input, call.switches);
    return { Policies: entries.map((each) => summaryOf(call.organization, each)), NextToken };
  },
});

/** Gives a policy with its text. */
export const describePolicy = operation<DescribePolicyRequest, DescribePolicyResponse>({
  schema: DescribePolicy$,
  resource: ({ organization, input }) => policyArn(organization, { id: input.PolicyId ?? "" }),
  answer(call) {
    requireAdministrator(call);
    const policy = policyNamed(call);
    const PolicySummary = summaryOf(call.organization, policy);
    return { Policy: { PolicySummary, Content: JSON.stringify(policy.content) } };
  },
});

/** Lists what a policy is attached to. */
export const listTargetsForPolicy = operation<ListTargetsForPolicyRequest, ListTargetsForPolicyResponse>({
  schema: ListTargetsForPolicy$,
  resource: ({ organization, input }) => policyArn(organization, { id: input.PolicyId ?? "" }),
  answer(call) {
    requireAdministrator(call);
    const policy = policyNamed(call);
    const targets = "targets" in policy ? policy.targets : everyTarget(call.organization);
    const { entries, NextToken } = pageOf(targets, call.input, call.switches);
    return { Targets: entries.map((each) => targetAnswer(call, each)), NextToken };
  },
});

function policiesOfType({ organization, input }: Call<ListPoliciesRequest>): readonly Policy[] {
  if (!Object.keys(PolicyType).includes(input.Filter ?? "")) {
    throw new Refusal("invalid", "You specified an invalid value.", { Reason: "INVALID_ENUM_POLICY_TYPE" });
  }
  return input.Filter === TYPE ? everyPolicy(organization) : [];
}

function everyPolicy({ featureSet, serviceControlPolicies }: LocalOrganization): readonly Policy[] {
  return featureSet === "ALL" ? [FULL_ACCESS, ...serviceControlPolicies] : [];
}

function policyNamed({ organization, input }: Call<DescribePolicyRequest>): Policy {
  const found = everyPolicy(organization).find(({ id }) => id === input.PolicyId);
  if (found) return found;
  throw modelled(PolicyNotFoundException$, "You specified a policy that doesn't exist.");
}

function summaryOf(organization: LocalOrganization, policy: Policy): PolicySummary {
  const AwsManaged = policy === FULL_ACCESS;
  const Arn = AwsManaged
    ? `arn:${organization.partition}:organizations::aws:policy/service_control_policy/${policy.id}`
    : policyArn(organization, policy);
  return { Id: policy.id, Arn, Name: policy.name, Description: policy.description, Type: TYPE, AwsManaged };
}

/** What a policy's `targets` call the target with that id: `root`, a unit's path, an account's id. */
function targetNamed({ organization, input }: Call<ListPoliciesForTargetRequest>): string {
  const id = input.TargetId ?? "";
  if (id === organization.rootId) return "root";
  if (organization.accounts.get(id)?.inOrganization) return id;
  const path = unitPaths(organization).get(id);
  if (path !== undefined) return path;
  throw modelled(TargetNotFoundException$, "You specified a target that doesn't exist.");
}

function everyTarget(organization: LocalOrganization): readonly string[] {
  const units = [...unitPaths(organization).values()].filter((path) => path !== "");
  return ["root", ...units, ...members(organization).map(({ id }) => id)];
}

function targetAnswer(call: Call<object>, target: string): PolicyTargetSummary {
  const { organization } = call;
  if (target === "root") {
    const { rootId } = organization;
    return { TargetId: rootId, Arn: hierarchyArn(call, "root", rootId), Name: "Root", Type: "ROOT" };
  }
  const account = organization.accounts.get(target);
  if (account) {
    return {
      TargetId: account.id,
      Arn: accountArn(organization, account),
      Name: account.name,
      Type: "ACCOUNT",
    };
  }
  const TargetId = unitId(organization, target);
  const Arn = hierarchyArn(call, "ou", TargetId);
  return { TargetId, Arn, Name: nameOfUnit(target), Type: "ORGANIZATIONAL_UNIT" };
}
