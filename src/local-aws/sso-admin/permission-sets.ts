import {
  DescribePermissionSet$,
  type DescribePermissionSetRequest,
  type DescribePermissionSetResponse,
  GetInlinePolicyForPermissionSet$,
  type GetInlinePolicyForPermissionSetRequest,
  type GetInlinePolicyForPermissionSetResponse,
  ListInstances$,
  type ListInstancesRequest,
  type ListInstancesResponse,
  ListManagedPoliciesInPermissionSet$,
  type ListManagedPoliciesInPermissionSetRequest,
  type ListManagedPoliciesInPermissionSetResponse,
  ListPermissionSets$,
  ListPermissionSetsProvisionedToAccount$,
  type ListPermissionSetsProvisionedToAccountRequest,
  type ListPermissionSetsProvisionedToAccountResponse,
  type ListPermissionSetsRequest,
  type ListPermissionSetsResponse,
  ResourceNotFoundException$,
} from "@aws-sdk/client-sso-admin";
import { notAuthorized } from "../authorize.ts";
import { administersService } from "../membership.ts";
import { anyResource, type Call, operation } from "../operation.ts";
import type { LocalOrganization } from "../organization.ts";
import { pageOf } from "../organizations/page.ts";
import { uniqueId } from "../principal.ts";
import { modelled } from "../wire/refusal.ts";

type PermissionSet = NonNullable<LocalOrganization["identityCenter"]>["permissionSets"][number];

/** Tells every account of the organization which instance it has, in the Region where that is. */
export const listInstances = operation<ListInstancesRequest, ListInstancesResponse>({
  schema: ListInstances$,
  resource: anyResource,
  answer({ organization, account, region }) {
    if (organization.identityCenter?.region !== region || !account.inOrganization) return { Instances: [] };
    return {
      Instances: [
        {
          InstanceArn: instanceArn(organization),
          OwnerAccountId: organization.managementAccount,
          Status: "ACTIVE",
        },
      ],
    };
  },
});

export const listPermissionSets = operation<ListPermissionSetsRequest, ListPermissionSetsResponse>({
  schema: ListPermissionSets$,
  resource: anyResource,
  answer: (call) => arnsOf(permissionSets(call, "ListPermissionSets"), call),
});

export const listPermissionSetsProvisionedToAccount = operation<
  ListPermissionSetsProvisionedToAccountRequest,
  ListPermissionSetsProvisionedToAccountResponse
>({
  schema: ListPermissionSetsProvisionedToAccount$,
  resource: anyResource,
  answer(call) {
    const all = permissionSets(call, "ListPermissionSetsProvisionedToAccount");
    return arnsOf(
      all.filter(({ accounts }) => accounts.includes(call.input.AccountId ?? "")),
      call,
    );
  },
});

export const listManagedPoliciesInPermissionSet = operation<
  ListManagedPoliciesInPermissionSetRequest,
  ListManagedPoliciesInPermissionSetResponse
>({
  schema: ListManagedPoliciesInPermissionSet$,
  resource: anyResource,
  answer(call) {
    const { policies } = namedIn(call, "ListManagedPoliciesInPermissionSet");
    const arn = (name: string) => `arn:${call.organization.partition}:iam::aws:policy/${name}`;
    return { AttachedManagedPolicies: policies.map((Name) => ({ Name, Arn: arn(Name) })) };
  },
});

export const getInlinePolicyForPermissionSet = operation<
  GetInlinePolicyForPermissionSetRequest,
  GetInlinePolicyForPermissionSetResponse
>({
  schema: GetInlinePolicyForPermissionSet$,
  resource: anyResource,
  answer: (call) => ({ InlinePolicy: namedIn(call, "GetInlinePolicyForPermissionSet").inlinePolicy }),
});

export const describePermissionSet = operation<DescribePermissionSetRequest, DescribePermissionSetResponse>({
  schema: DescribePermissionSet$,
  resource: anyResource,
  answer(call) {
    const { name } = namedIn(call, "DescribePermissionSet");
    return { PermissionSet: { Name: name, PermissionSetArn: call.input.PermissionSetArn } };
  },
});

/** Only the management account and a delegated administrator are told about permission sets. */
function permissionSets(
  { organization, account, principal }: Call,
  action: string,
): readonly PermissionSet[] {
  if (!administersService(organization, account.id, "sso.amazonaws.com"))
    throw notAuthorized(organization, principal, `sso:${action}`);
  return organization.identityCenter?.permissionSets ?? [];
}

function arnsOf(
  sets: readonly PermissionSet[],
  { organization, input, switches }: Call<Parameters<typeof pageOf>[1]>,
) {
  const arns = sets.map((set) => permissionSetArn(organization, set));
  const { entries: PermissionSets, ...page } = pageOf(arns, input, switches);
  return { PermissionSets, ...page };
}

function namedIn(
  call: Call<{ readonly PermissionSetArn?: string | undefined }>,
  action: string,
): PermissionSet {
  const { organization, input } = call;
  const found = permissionSets(call, action).find(
    (set) => permissionSetArn(organization, set) === input.PermissionSetArn,
  );
  if (found) return found;
  throw modelled(ResourceNotFoundException$, `${input.PermissionSetArn} does not exist.`);
}

function instanceArn({ partition, id }: LocalOrganization): string {
  return `arn:${partition}:sso:::instance/ssoins-${uniqueId("", id).slice(0, 16).toLowerCase()}`;
}

function permissionSetArn(organization: LocalOrganization, { name }: PermissionSet): string {
  const instance = instanceArn(organization).split("/")[1];
  return `arn:${organization.partition}:sso:::permissionSet/${instance}/ps-${uniqueId("", name).slice(0, 16).toLowerCase()}`;
}
