import {
  DescribeOrganizationalUnitCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { type Clock, rememberFor } from "../clock.ts";
import type { AccountId, OrganizationalUnit, UnitId } from "../domain/account.ts";
import type { Caller } from "./caller.ts";
import { keepLatest } from "./latest.ts";
import { pagesOf } from "./pages.ts";
import type { Home } from "./sessions.ts";

/** Reads the tree of organizational units. Every method rejects as the SDK does. */
export interface UnitReader {
  /** All units, breadth first. */
  list(home: Home, call: Caller): Promise<readonly OrganizationalUnit[]>;
  accountIdsIn(home: Home, unit: UnitId, call: Caller): Promise<readonly AccountId[]>;
  /** The ids of the units above an account, outermost first, asked step by step. */
  idsAbove(home: Home, account: AccountId): Promise<readonly UnitId[]>;
  namesOf(home: Home, units: readonly UnitId[]): Promise<readonly string[]>;
}

/** The most that Organizations gives in one page. */
const PAGE = 20;

/** Units are renamed and moved rarely, and thousands of accounts share a few of them. */
const KEPT_MILLISECONDS = 10 * 60_000;
const MOST_PARENTS = 5_000;

type Above = Pick<OrganizationalUnit, "idPath" | "path">;

export function createUnitReader({ call, clock }: { call: Caller; clock: Clock }): UnitReader {
  const names = rememberFor<string>(clock, KEPT_MILLISECONDS);
  const parents = keepLatest<UnitId | undefined>(clock, {
    milliseconds: KEPT_MILLISECONDS,
    most: MOST_PARENTS,
  });

  function nameOf({ organizations }: Home, unit: UnitId): Promise<string> {
    return names(unit, async () => {
      const command = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit });
      const send = () => organizations.send(command);
      const answer = await call("organizations:DescribeOrganizationalUnit", send);
      return answer.OrganizationalUnit?.Name ?? unit;
    });
  }

  function parentOf({ organizations }: Home, ChildId: string): Promise<UnitId | undefined> {
    return parents(ChildId, async () => {
      const command = new ListParentsCommand({ ChildId });
      const answer = await call("organizations:ListParents", () => organizations.send(command));
      const parent = answer.Parents?.[0];
      return parent?.Type === "ORGANIZATIONAL_UNIT" ? parent.Id : undefined;
    });
  }

  async function idsAbove(home: Home, account: AccountId): Promise<readonly UnitId[]> {
    const units: UnitId[] = [];
    for (let unit = await parentOf(home, account); unit; unit = await parentOf(home, unit))
      units.unshift(unit);
    return units;
  }

  return {
    idsAbove,
    namesOf: (home, units) => Promise.all(units.map((unit) => nameOf(home, unit))),
    list: listUnits,
    accountIdsIn: listAccountIds,
  };
}

async function listUnits({ organizations }: Home, call: Caller): Promise<readonly OrganizationalUnit[]> {
  const askRoots = (token: string | undefined) =>
    call("organizations:ListRoots", () => organizations.send(new ListRootsCommand(paged(token))));
  const askChildren = (ParentId: string) => (token: string | undefined) =>
    call("organizations:ListOrganizationalUnitsForParent", () =>
      organizations.send(new ListOrganizationalUnitsForParentCommand({ ParentId, ...paged(token) })),
    );

  async function unitsIn(parent: string, above: Above): Promise<readonly OrganizationalUnit[]> {
    const pages = await Array.fromAsync(pagesOf(askChildren(parent), ({ NextToken }) => NextToken));
    return pages
      .flatMap(({ OrganizationalUnits = [] }) => OrganizationalUnits)
      .flatMap(({ Id: id, Name: name = id }) =>
        id && name ? [{ id, name, idPath: [...above.idPath, id], path: [...above.path, name] }] : [],
      );
  }

  const roots = await Array.fromAsync(pagesOf(askRoots, ({ NextToken }) => NextToken));
  const units: OrganizationalUnit[] = [];
  let level = (
    await Promise.all(
      roots.flatMap(({ Roots = [] }) => Roots).map(({ Id = "" }) => unitsIn(Id, { idPath: [], path: [] })),
    )
  ).flat();
  while (level.length > 0) {
    units.push(...level);
    level = (await Promise.all(level.map((unit) => unitsIn(unit.id, unit)))).flat();
  }
  return units;
}

async function listAccountIds(
  { organizations }: Home,
  ParentId: UnitId,
  call: Caller,
): Promise<readonly AccountId[]> {
  const ask = (token: string | undefined) =>
    call("organizations:ListAccountsForParent", () =>
      organizations.send(new ListAccountsForParentCommand({ ParentId, ...paged(token) })),
    );
  const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
  return pages.flatMap(({ Accounts = [] }) => Accounts).flatMap(({ Id }) => (Id ? [Id] : []));
}

/** The page of a list that a token stands for; the first one without. */
export function paged(NextToken: string | undefined): { MaxResults: number; NextToken?: string } {
  return { MaxResults: PAGE, ...(NextToken && { NextToken }) };
}
