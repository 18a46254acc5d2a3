import { createHash } from "node:crypto";
import type { LocalAccount } from "./account.ts";
import type { LocalOrganization } from "./organization.ts";

/** The paths of a unit and of all above it, outermost first: `Prod/Payments` gives `Prod`, `Prod/Payments`. */
export function unitsDownTo(path: string): readonly string[] {
  if (path === "") return [];
  const names = path.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

/** The id of the unit with that path, or of the root for the empty path. */
export function unitId({ rootId }: LocalOrganization, path: string): string {
  if (path === "") return rootId;
  const letters = createHash("sha256").update(path).digest("hex").slice(0, 8);
  return `ou-${rootId.slice(2)}-${letters}`;
}

/** The path of what a unit is directly below. */
export function pathAbove(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The name of a unit, which is the last part of its path. */
export function nameOfUnit(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Every unit's path by its id, the root's (an empty one) included. */
export function unitPaths(organization: LocalOrganization): Map<string, string> {
  // Thousands of accounts stand in few units, so those are told apart before anything is made of them.
  const holders = new Set(organization.emptyUnits);
  for (const { ou } of organization.accounts.values()) holders.add(ou);
  const paths = new Set(["", ...[...holders].flatMap(unitsDownTo)]);
  return new Map([...paths].map((path) => [unitId(organization, path), path]));
}

/** The path of ids from the organization down to and including a unit, with a slash at its end. */
export function idPathOfUnit(organization: LocalOrganization, path: string): string {
  const ids = ["", ...unitsDownTo(path)].map((each) => unitId(organization, each));
  return `${organization.id}/${ids.join("/")}/`;
}

/** The same down to and including an account. */
export function idPathOfAccount(organization: LocalOrganization, { ou, id }: LocalAccount): string {
  return `${idPathOfUnit(organization, ou)}${id}/`;
}
