import type { AccountId } from "./account.ts";

/** What a check asks about: one account's root user, or the organization as a whole. */
export type Subject =
  | { readonly kind: "account"; readonly accountId: AccountId }
  | { readonly kind: "organization" };

const ORGANIZATION = "organization";

/** The same for the same subject: an account's id, or `organization`. */
export function subjectKey(subject: Subject): string {
  return subject.kind === "account" ? subject.accountId : ORGANIZATION;
}

/** The subject that a key stands for. */
export function subjectOf(key: string): Subject {
  return key === ORGANIZATION ? { kind: "organization" } : { kind: "account", accountId: key };
}
