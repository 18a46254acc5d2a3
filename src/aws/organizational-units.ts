import {
  type Account as AwsAccount,
  DescribeOrganizationalUnitCommand,
  ListParentsCommand,
} from "@aws-sdk/client-organizations";
import type { Log } from "../log.ts";
import type { Caller } from "./caller.ts";
import type { Home } from "./sessions.ts";

/** Says which organizational units an account is in, outermost first. */
export type UnitPathReader = (home: Home, account: AwsAccount) => Promise<readonly string[]>;

/**
 * The path is a courtesy to the reader: where AWS does not permit it, it is empty and the log says why.
 * Names of units are remembered, since thousands of accounts share a few of them.
 */
export function createUnitPathReader({ call, log }: { call: Caller; log: Log }): UnitPathReader {
  const names = new Map<string, string>();

  async function nameOf({ organizations }: Home, unit: string): Promise<string> {
    const remembered = names.get(unit);
    if (remembered) return remembered;
    const command = new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit });
    const answer = await call("organizations:DescribeOrganizationalUnit", () => organizations.send(command));
    const name = answer.OrganizationalUnit?.Name ?? unit;
    names.set(unit, name);
    return name;
  }

  async function unitsByParents({ organizations }: Home, account: string): Promise<readonly string[]> {
    const units: string[] = [];
    for (let child: string | undefined = account; child; child = units[0]) {
      const command: ListParentsCommand = new ListParentsCommand({ ChildId: child });
      const answer = await call("organizations:ListParents", () => organizations.send(command));
      const parent = answer.Parents?.[0];
      if (parent?.Type !== "ORGANIZATIONAL_UNIT" || !parent.Id) return units;
      units.unshift(parent.Id);
    }
    return units;
  }

  return async (home, account) => {
    try {
      const units = unitsInPaths(account) ?? (await unitsByParents(home, account.Id ?? ""));
      const path: string[] = [];
      for (const unit of units) path.push(await nameOf(home, unit));
      return path;
    } catch (error) {
      log.warn(
        { err: error, account: account.Id },
        "The organizational units of an account could not be read",
      );
      return [];
    }
  };
}

/** The ids of the units from `Paths` (`o-x/r-x/ou-x/123456789012/`), or undefined where an answer lacks it. */
function unitsInPaths(account: AwsAccount): readonly string[] | undefined {
  return account.Paths?.[0]?.split("/").filter((step) => step.startsWith("ou-"));
}
