import type { LocalAccount } from "../../local-aws/account.ts";
import type { LocalOrganization } from "../../local-aws/organization.ts";

/** What a change is made to. */
export interface Changed {
  readonly organization: LocalOrganization;
  readonly account: LocalAccount;
}

/**
 * Where rootcheck learns of a change. What it reads from a credential report shows with the next report, contacts
 * are kept for a week, and the rest shows as soon as it is read again.
 */
export type LearntFrom = "account" | "credential-report" | "contacts";

/** Something that happens to an account, for better or for worse. */
export interface Change {
  readonly id: string;
  /** What is done, as on a button. */
  readonly label: string;
  /** The same once it is done, to go on after the account's name. */
  readonly done: string;
  readonly learntFrom: LearntFrom;
  /** Whether it makes sense for the account as it stands. */
  applies(changed: Changed): boolean;
  apply(changed: Changed, now: Date): void;
}
