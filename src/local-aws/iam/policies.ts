import {
  GetAccountAuthorizationDetails$,
  type GetAccountAuthorizationDetailsRequest,
  type GetAccountAuthorizationDetailsResponse,
  ListEntitiesForPolicy$,
  type ListEntitiesForPolicyRequest,
  type ListEntitiesForPolicyResponse,
  NoSuchEntityException$,
} from "@aws-sdk/client-iam";
import { anyResource, type Call, operation } from "../operation.ts";
import { uniqueId } from "../principal.ts";
import { modelled } from "../wire/refusal.ts";
import { pageOf } from "./page.ts";

/** Says which users, groups and roles a policy is attached to; pages count all of them together. */
export const listEntitiesForPolicy = operation<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse>({
  schema: ListEntitiesForPolicy$,
  resource: ({ input }) => input.PolicyArn ?? "*",
  answer(call) {
    const { account, input } = call;
    const name = input.PolicyArn?.split("/").at(-1) ?? "";
    if (input.PolicyArn !== policyArn(call, name))
      throw modelled(
        NoSuchEntityException$,
        `Policy ${input.PolicyArn} does not exist or is not attachable.`,
      );
    const among = <Entity extends { readonly policies: readonly string[] }>(entities: readonly Entity[]) =>
      entities.filter(({ policies }) => policies.includes(name));
    const all = [
      ...among(account.groups).map((each) => ({ kind: "group", name: each.name })),
      ...among(account.users).map((each) => ({ kind: "user", name: each.name })),
      ...among(account.roles).map((each) => ({ kind: "role", name: each.name })),
    ];
    const { entries, ...page } = pageOf(all, input);
    const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
    const id = (prefix: string, entity: string) => uniqueId(prefix, `${account.id}/${entity}`);
    return {
      PolicyGroups: of("group").map((each) => ({ GroupName: each.name, GroupId: id("AGPA", each.name) })),
      PolicyUsers: of("user").map((each) => ({ UserName: each.name, UserId: id("AIDA", each.name) })),
      PolicyRoles: of("role").map((each) => ({ RoleName: each.name, RoleId: id("AROA", each.name) })),
      ...page,
    };
  },
});

type Details = Pick<
  GetAccountAuthorizationDetailsResponse,
  "UserDetailList" | "GroupDetailList" | "RoleDetailList" | "Policies"
>;

/** Gives every user, group, role and policy of the account with what it allows. */
export const getAccountAuthorizationDetails = operation<
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse
>({
  schema: GetAccountAuthorizationDetails$,
  resource: anyResource,
  answer(call) {
    const { entries, ...page } = pageOf(detailsIn(call), call.input);
    return {
      UserDetailList: entries.flatMap(({ UserDetailList = [] }) => UserDetailList),
      GroupDetailList: entries.flatMap(({ GroupDetailList = [] }) => GroupDetailList),
      RoleDetailList: entries.flatMap(({ RoleDetailList = [] }) => RoleDetailList),
      Policies: entries.flatMap(({ Policies = [] }) => Policies),
      ...page,
    };
  },
});

/** One of each, so that pages cut between them. */
function detailsIn(call: Call): readonly Details[] {
  const { users, groups, roles, customerPolicies } = call.account;
  const attached = (names: readonly string[]) =>
    names.map((PolicyName) => ({ PolicyName, PolicyArn: policyArn(call, PolicyName) }));
  const inline = (policies: Readonly<Record<string, string>>) =>
    Object.entries(policies).map(([PolicyName, text]) => ({
      PolicyName,
      PolicyDocument: encodeURIComponent(text),
    }));
  return [
    ...users.map(({ name, path, policies, inlinePolicies }) => ({
      UserDetailList: [
        {
          ...{ UserName: name, Path: path, UserPolicyList: inline(inlinePolicies) },
          GroupList: groups.filter(({ members }) => members.includes(name)).map((group) => group.name),
          AttachedManagedPolicies: attached(policies),
        },
      ],
    })),
    ...groups.map(({ name, policies, inlinePolicies }) => ({
      GroupDetailList: [
        {
          GroupName: name,
          GroupPolicyList: inline(inlinePolicies),
          AttachedManagedPolicies: attached(policies),
        },
      ],
    })),
    ...roles.map(({ name, path, policies, inlinePolicies }) => ({
      RoleDetailList: [
        {
          ...{ RoleName: name, Path: path, RolePolicyList: inline(inlinePolicies) },
          AttachedManagedPolicies: attached(policies),
        },
      ],
    })),
    ...Object.entries(customerPolicies).map(([PolicyName, text]) => ({
      Policies: [
        {
          ...{ PolicyName, Arn: policyArn(call, PolicyName), DefaultVersionId: "v2" },
          PolicyVersionList: [
            { VersionId: "v2", IsDefaultVersion: true, Document: encodeURIComponent(text) },
            { VersionId: "v1", IsDefaultVersion: false, Document: encodeURIComponent('{"Statement":[]}') },
          ],
        },
      ],
    })),
  ];
}

/** A policy is AWS's own where the account has none of that name. */
function policyArn({ organization, account }: Call, name: string): string {
  const owner = name in account.customerPolicies ? account.id : "aws";
  return `arn:${organization.partition}:iam::${owner}:policy/${name}`;
}
