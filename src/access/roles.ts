/** What a Slack user may do. Viewers read; operators run audits; approvers accept risks; auditors read the log. */
export type Role = "viewer" | "operator" | "approver" | "auditor";

/** What Slack says a user is. Only members of the own workspace or organization may be given a role. */
export type PersonKind = "member" | "guest" | "bot" | "other-company" | "deactivated";

/** User ids (`U…`, `W…`) and user group ids (`S…`) by role. */
export type Grants = Readonly<Record<Role, readonly string[]>>;

/** Everyone who has been given any role may read. */
export function rolesThatAllow(role: Role): readonly Role[] {
  return role === "viewer" ? ["viewer", "operator", "approver", "auditor"] : [role];
}

/** The ids that are given a role, directly or by one that includes it; groups unresolved. */
export function grantedTo(grants: Grants, role: Role): readonly string[] {
  return [...new Set(rolesThatAllow(role).flatMap((allowing) => grants[allowing]))];
}

export function isGroup(id: string): boolean {
  return id.startsWith("S");
}
