import {
  type Child,
  ListAccountsForParent$,
  type ListAccountsForParentRequest,
  type ListAccountsForParentResponse,
  ListChildren$,
  type ListChildrenRequest,
  type ListChildrenResponse,
  ListOrganizationalUnitsForParent$,
  type ListOrganizationalUnitsForParentRequest,
  type ListOrganizationalUnitsForParentResponse,
  ParentNotFoundException$,
} from "@aws-sdk/client-organizations";
import type { LocalAccount } from "../account.ts";
import { members } from "../membership.ts";
import { anyResource, type Call, operation } from "../operation.ts";
import { pathAbove, unitId, unitPaths } from "../units.ts";
import { modelled, Refusal } from "../wire/refusal.ts";
import { requireAdministrator } from "./access.ts";
import { accountAnswer } from "./accounts.ts";
import { unitAnswer } from "./hierarchy.ts";
import { pageOf } from "./page.ts";

interface NamesParent {
  readonly ParentId: string | undefined;
}

/** Lists the units directly below a unit or the root. */
export const listOrganizationalUnits = operation<
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse
>({
  schema: ListOrganizationalUnitsForParent$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const { entries, NextToken } = pageOf(unitsBelow(call), call.input, call.switches);
    return { OrganizationalUnits: entries.map((path) => unitAnswer(call, path)), NextToken };
  },
});

/** Lists the accounts directly below a unit or the root. */
export const listAccountsForParent = operation<ListAccountsForParentRequest, ListAccountsForParentResponse>({
  schema: ListAccountsForParent$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const { organization, switches } = call;
    const { entries, NextToken } = pageOf(accountsBelow(call), call.input, switches);
    return { Accounts: entries.map((each) => accountAnswer(organization, each, switches)), NextToken };
  },
});

/** Lists the ids of the accounts, or of the units, directly below a unit or the root. */
export const listChildren = operation<ListChildrenRequest, ListChildrenResponse>({
  schema: ListChildren$,
  resource: anyResource,
  answer(call) {
    requireAdministrator(call);
    const { entries, NextToken } = pageOf(childrenBelow(call), call.input, call.switches);
    return { Children: entries, NextToken };
  },
});

function childrenBelow(call: Call<ListChildrenRequest>): readonly Child[] {
  const { ChildType } = call.input;
  if (ChildType === "ACCOUNT") return accountsBelow(call).map(({ id }) => ({ Id: id, Type: ChildType }));
  if (ChildType === "ORGANIZATIONAL_UNIT") {
    return unitsBelow(call).map((path) => ({ Id: unitId(call.organization, path), Type: ChildType }));
  }
  throw new Refusal("invalid", "You specified an invalid value.", { Reason: "INVALID_ENUM" });
}

function unitsBelow(call: Call<NamesParent>): readonly string[] {
  const paths = unitPaths(call.organization);
  const parent = parentIn(call, paths);
  return [...paths.values()].filter((path) => path !== "" && pathAbove(path) === parent);
}

function accountsBelow(call: Call<NamesParent>): readonly LocalAccount[] {
  const parent = parentIn(call, unitPaths(call.organization));
  return members(call.organization).filter(({ ou }) => ou === parent);
}

function parentIn({ input }: Call<NamesParent>, paths: ReadonlyMap<string, string>): string {
  const parent = paths.get(input.ParentId ?? "");
  if (parent !== undefined) return parent;
  throw modelled(ParentNotFoundException$, "You specified a parent that doesn't exist.");
}
