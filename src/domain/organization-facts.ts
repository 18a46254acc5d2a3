import type { Account, AccountId } from "./account.ts";
import type { Read } from "./read.ts";
import type { RootActivityAlerts } from "./root-activity.ts";

/** A service control policy of the company's own, with where it is attached. */
export interface ServiceControlPolicy {
  readonly id: string;
  readonly name: string;
  /** The policy document as AWS gave it: JSON text. */
  readonly content: string;
  /** The ids of the root, units and accounts that it is attached to. */
  readonly targets: readonly string[];
}

/** What one reading of the organization yields; each value is read by itself, once an audit of it. */
export interface ReadOrganizationFacts {
  /** Whether the organization manages its members' root credentials centrally. */
  readonly centralCredentialsManagement: Read<boolean>;
  /** Whether privileged root sessions are on. */
  readonly rootSessions: Read<boolean>;
  /** The accounts that IAM is delegated to. */
  readonly iamDelegatedAdministrators: Read<readonly AccountId[]>;
  /** The company's own; those that AWS made deny nothing. */
  readonly serviceControlPolicies: Read<readonly ServiceControlPolicy[]>;
  /** Who would notice a sign-in as root. */
  readonly rootActivityAlerts: Read<RootActivityAlerts>;
}

/** Everything that the checks of the organization judge it by. */
export interface OrganizationFacts extends ReadOrganizationFacts {
  /** Every account, active or not, as the audit listed them. */
  readonly accounts: readonly Account[];
}
