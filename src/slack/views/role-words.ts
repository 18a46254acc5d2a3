import { type Needs, rolesIn } from "../../access/roles.ts";

/** Who may do something: "viewers", "approvers and auditors". */
export function rolesPhrase(needs: Needs): string {
  return rolesIn(needs)
    .map((role) => `${role}s`)
    .join(" and ");
}
