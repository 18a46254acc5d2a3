import type { PeopleConfig } from "../config.ts";

/** What a Slack user may do. Viewers read; operators run audits; approvers accept risks; auditors read the log. */
export type Role = "viewer" | "operator" | "approver" | "auditor";

/** What Slack says a user is. Only members of the own workspace or organization may be given a role. */
export type PersonKind = "member" | "guest" | "bot" | "other-company" | "deactivated";

/** User ids (`U…`, `W…`) and user group ids (`S…`) by role. */
export type Grants = Readonly<Record<Role, readonly string[]>>;

/** The roles as the settings give them. */
export function grantsOf({ viewers, operators, approvers, auditors }: PeopleConfig): Grants {
  return { viewer: viewers, operator: operators, approver: approvers, auditor: auditors };
}

/** The role that something takes, or several of which any will do. */
export type Needs = Role | readonly Role[];

/** The roles of which any will do, each once. */
export function rolesIn(needs: Needs): readonly Role[] {
  return typeof needs === "string" ? [needs] : needs;
}

/** Everyone who has been given any role may read. */
export function rolesThatAllow(role: Role): readonly Role[] {
  return role === "viewer" ? ["viewer", "operator", "approver", "auditor"] : [role];
}

/** The ids that are given one of the roles, directly or by one that includes it; groups unresolved. */
export function grantedTo(grants: Grants, needs: Needs): readonly string[] {
  return [
    ...new Set(
      rolesIn(needs)
        .flatMap(rolesThatAllow)
        .flatMap((allowing) => grants[allowing]),
    ),
  ];
}

export function isGroup(id: string): boolean {
  return id.startsWith("S");
}
