import type { Account } from "./account.ts";
import type { Read } from "./read.ts";

/** When and where a key was last used. */
export interface KeyUse {
  readonly at: Date;
  readonly service?: string;
  readonly region?: string;
}

/** An access key of the root user. A member role sees its state only; a root session sees its id too. */
export interface RootAccessKey {
  readonly id?: string;
  readonly status: "active" | "inactive";
  readonly createdAt?: Date;
  /** Absent if AWS has recorded no use. */
  readonly lastUsed?: KeyUse | "unread";
}

/** What AWS says of one account's root user. Facts that the account's checks did not want may be absent. */
export interface RootFacts {
  readonly account: Account;
  readonly passwordPresent: Read<boolean>;
  readonly mfaEnabled: Read<boolean>;
  readonly accessKeysPresent: Read<boolean>;
  /** Read only where {@link accessKeysPresent} is not a plain no. */
  readonly accessKeys: Read<readonly RootAccessKey[]>;
  /** Whether the organization manages its members' root credentials centrally. */
  readonly centralCredentialsManagement: Read<boolean>;
}

/** When it is worth reading again, because AWS was still preparing something; undefined if nothing is pending. */
export function readAgainAt(facts: RootFacts): Date | undefined {
  const { passwordPresent, mfaEnabled, accessKeysPresent, accessKeys, centralCredentialsManagement } = facts;
  return [passwordPresent, mfaEnabled, accessKeysPresent, accessKeys, centralCredentialsManagement]
    .map((read) => (read.known ? undefined : read.why.until))
    .find((until) => until !== undefined);
}
