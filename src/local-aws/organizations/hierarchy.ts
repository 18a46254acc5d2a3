import {
  ChildNotFoundException$,
  DescribeOrganizationalUnit$,
  type DescribeOrganizationalUnitRequest,
  type DescribeOrganizationalUnitResponse,
  ListOrganizationalUnitsForParent$,
  type ListOrganizationalUnitsForParentRequest,
  type ListOrganizationalUnitsForParentResponse,
  ListParents$,
  type ListParentsRequest,
  type ListParentsResponse,
  ListRoots$,
  type ListRootsRequest,
  type ListRootsResponse,
  type OrganizationalUnit,
  OrganizationalUnitNotFoundException$,
  ParentNotFoundException$,
} from "@aws-sdk/client-organizations";
import { anyResource, type Call, operation } from "../operation.ts";
import { idPathOfUnit, unitId, unitPaths } from "../units.ts";
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

/** Lists the units directly below a unit or the root. */
export const listOrganizationalUnits = operation<
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse
>({
  schema: ListOrganizationalUnitsForParent$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const paths = unitPaths(call.organization);
    const parent = paths.get(call.input.ParentId ?? "");
    if (parent === undefined) {
      throw modelled(ParentNotFoundException$, "You specified a parent that doesn't exist.");
    }
    const children = [...paths.values()].filter((path) => path !== "" && pathAbove(path) === parent);
    const { entries, NextToken } = pageOf(children, call.input, call.switches);
    return { OrganizationalUnits: entries.map((path) => unitAnswer(call, path)), NextToken };
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

function pathAbove(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

function unitAnswer(call: Call<object>, path: string): OrganizationalUnit {
  const Id = unitId(call.organization, path);
  return {
    Id,
    Arn: hierarchyArn(call, "ou", Id),
    Name: path.split("/").at(-1),
    Path: call.switches.paths ? idPathOfUnit(call.organization, path) : undefined,
  };
}

function hierarchyArn({ organization }: Call<object>, type: "root" | "ou", id: string): string {
  const { partition, managementAccount } = organization;
  return `arn:${partition}:organizations::${managementAccount}:${type}/${organization.id}/${id}`;
}
