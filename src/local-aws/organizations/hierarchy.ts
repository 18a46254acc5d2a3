import {
  ChildNotFoundException$,
  DescribeOrganizationalUnit$,
  type DescribeOrganizationalUnitRequest,
  type DescribeOrganizationalUnitResponse,
  ListParents$,
  type ListParentsRequest,
  type ListParentsResponse,
  ListRoots$,
  type ListRootsRequest,
  type ListRootsResponse,
  type OrganizationalUnit,
  OrganizationalUnitNotFoundException$,
} from "@aws-sdk/client-organizations";
import { anyResource, type Call, operation } from "../operation.ts";
import { idPathOfUnit, nameOfUnit, pathAbove, unitId, unitPaths } from "../units.ts";
import { modelled } from "../wire/refusal.ts";
import { requireAdministrator } from "./access.ts";
import { pageOf } from "./page.ts";

/** Gives the root above all units. */
export const listRoots = operation<ListRootsRequest, ListRootsResponse>({
  schema: ListRoots$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const { rootId, featureSet } = call.organization;
    const PolicyTypes: { Type: "SERVICE_CONTROL_POLICY"; Status: "ENABLED" }[] =
      featureSet === "ALL" ? [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] : [];
    const root = { Id: rootId, Arn: hierarchyArn(call, "root", rootId), Name: "Root", PolicyTypes };
    const { entries, NextToken } = pageOf([root], call.input, call.switches);
    return { Roots: entries, NextToken };
  },
});

/** Says what stands directly above an account or unit. */
export const listParents = operation<ListParentsRequest, ListParentsResponse>({
  schema: ListParents$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const parent = parentPath(call);
    if (parent === undefined) {
      throw modelled(ChildNotFoundException$, "You specified a child that doesn't exist.");
    }
    const Id = unitId(call.organization, parent);
    const Type = parent === "" ? "ROOT" : "ORGANIZATIONAL_UNIT";
    const { entries, NextToken } = pageOf([{ Id, Type } as const], call.input, call.switches);
    return { Parents: entries, NextToken };
  },
});

/** Describes one unit. */
export const describeOrganizationalUnit = operation<
  DescribeOrganizationalUnitRequest,
  DescribeOrganizationalUnitResponse
>({
  schema: DescribeOrganizationalUnit$,
  resource: (call) => hierarchyArn(call, "ou", call.input.OrganizationalUnitId ?? ""),
  answer(call) {
    requireAdministrator(call);
    const path = unitPaths(call.organization).get(call.input.OrganizationalUnitId ?? "");
    if (!path)
      throw modelled(OrganizationalUnitNotFoundException$, "You specified a unit that doesn't exist.");
    return { OrganizationalUnit: unitAnswer(call, path) };
  },
});

function parentPath({ organization, input }: Call<ListParentsRequest>): string | undefined {
  const child = input.ChildId ?? "";
  const account = organization.accounts.get(child);
  if (account?.inOrganization) return account.ou;
  const path = unitPaths(organization).get(child);
  return path ? pathAbove(path) : undefined;
}

/** A unit as answers show it. */
export function unitAnswer(call: Call<object>, path: string): OrganizationalUnit {
  const Id = unitId(call.organization, path);
  return {
    Id,
    Arn: hierarchyArn(call, "ou", Id),
    Name: nameOfUnit(path),
    Path: call.switches.paths ? idPathOfUnit(call.organization, path) : undefined,
  };
}

/** The ARN by which Organizations names its root or a unit. */
export function hierarchyArn({ organization }: Call<object>, type: "root" | "ou", id: string): string {
  const { partition, managementAccount } = organization;
  return `arn:${partition}:organizations::${managementAccount}:${type}/${organization.id}/${id}`;
}
