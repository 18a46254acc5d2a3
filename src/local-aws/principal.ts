import { createHash } from "node:crypto";
import type { LocalAccount, LocalRole, LocalUser } from "./account.ts";
import type { LocalOrganization } from "./organization.ts";

/** The task policies of centralized root access, by the last part of their ARNs. */
export const TASK_POLICIES = [
  "IAMAuditRootUserCredentials",
  "IAMCreateRootUserPassword",
  "IAMDeleteRootUserCredentials",
  "S3UnlockBucketPolicy",
  "SQSUnlockQueuePolicy",
] as const;
/** The name of one of them. */
export type TaskPolicy = (typeof TASK_POLICIES)[number];

/** Who asks: names only, so that what it may do is looked up anew for every request. */
export type Principal =
  | { readonly kind: "user"; readonly account: string; readonly name: string }
  | {
      readonly kind: "role";
      readonly account: string;
      readonly name: string;
      readonly session: string;
      readonly sourceIdentity?: string | undefined;
    }
  | { readonly kind: "root-session"; readonly account: string; readonly task: TaskPolicy };

/** The account of that id; every id that comes here was handed out by the organization itself. */
export function accountOf(organization: LocalOrganization, id: string): LocalAccount {
  const found = organization.accounts.get(id);
  if (!found) throw new Error(`The organization has no account ${id}; add it, or mend the caller.`);
  return found;
}

/** The user or role that a principal acts as; undefined for a root session, and where it is gone by now. */
export function identityOf(
  organization: LocalOrganization,
  principal: Principal,
): LocalUser | LocalRole | undefined {
  if (principal.kind === "root-session") return undefined;
  const { users, roles } = accountOf(organization, principal.account);
  const identities: readonly (LocalUser | LocalRole)[] = principal.kind === "user" ? users : roles;
  return identities.find((each) => each.name === principal.name);
}

/** The ARN by which answers and error messages name a principal. */
export function arnOf(organization: LocalOrganization, principal: Principal): string {
  if (principal.kind !== "role") return policyArnOf(organization, principal);
  const { account, name, session } = principal;
  return `arn:${organization.partition}:sts::${account}:assumed-role/${name}/${session}`;
}

/** The ARN by which policies name a principal: for a session, that of its role. */
export function policyArnOf(organization: LocalOrganization, principal: Principal): string {
  const arn = `arn:${organization.partition}:iam::${principal.account}:`;
  if (principal.kind === "root-session") return `${arn}root`;
  const path = identityOf(organization, principal)?.path ?? "/";
  return `${arn}${principal.kind}${path}${principal.name}`;
}

/** The unique id that STS names beside the ARN. */
export function userIdOf(principal: Principal): string {
  if (principal.kind === "root-session") return principal.account;
  if (principal.kind === "user") return uniqueId("AIDA", `${principal.account}/${principal.name}`);
  return `${uniqueId("AROA", `${principal.account}/${principal.name}`)}:${principal.session}`;
}

/** An id in the form of IAM's, the same every time for the same seed. */
export function uniqueId(prefix: string, seed: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const digest = createHash("sha256").update(seed).digest();
  return prefix + Array.from(digest.subarray(0, 17), (byte) => letters[byte % 32]).join("");
}
