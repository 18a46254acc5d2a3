import type { AccountId, AccountName } from "./account.ts";
import type { Unreadable } from "./read.ts";
import type { RootAccessKey } from "./root-facts.ts";

/** An access key, and whose it is: the root user's where no user is named. */
export interface AccessKey extends RootAccessKey {
  readonly user?: string;
}

/** What could not be read of an account's access keys, and why. */
export interface KeyTroubles {
  /** The root user's keys. */
  readonly root?: Unreadable;
  /** The users' keys, all or some. */
  readonly users?: Unreadable;
  /** Some keys' ids, or what the credential report does not show: a user's third key, users made since. */
  readonly details?: Unreadable;
}

/** The access keys of one account. */
export interface AccountKeys {
  readonly keys: readonly AccessKey[];
  /** When AWS took the picture: a credential report may be hours old. */
  readonly asOf: Date;
  readonly troubles: KeyTroubles;
}

/** An access key with the account that it is in. */
export interface ListedKey extends AccessKey {
  readonly account: AccountName;
  /** When AWS took the picture that it is in. */
  readonly asOf: Date;
}

/** The accounts whose access keys are meant, and from which age on. */
export interface KeyScope {
  /** All active accounts where absent. */
  readonly accountId?: AccountId;
  readonly olderThanDays?: number;
}

/** In days, where one band of ages ends and the next begins. */
export const AGE_BANDS = [30, 90, 180, 365] as const;

/** How many keys are of an age. */
export interface KeyBand {
  /** Counted from the youngest: 0 for up to the first of {@link AGE_BANDS}; undefined where the age is not known. */
  readonly band?: number;
  readonly active: number;
  readonly inactive: number;
  /** Of all these, those that AWS has never seen used. */
  readonly neverUsed: number;
}

/** Why some accounts' keys are missing, with how many those are. */
export interface KeyTrouble extends Pick<Unreadable, "code" | "call" | "detail"> {
  /** What is missing; everything, where root's and users' keys are for the same reason. */
  readonly of: keyof KeyTroubles | "all";
  readonly accounts: number;
  /** One of them. */
  readonly example: AccountName;
}

/** The access keys of a scope as they were read last. */
export interface KeySummary {
  readonly scope: KeyScope;
  /** The account, where it is one alone. */
  readonly account?: AccountName;
  /** Root's first, active ones before others, then what lies unused for longest; only the first of `total`. */
  readonly keys: readonly ListedKey[];
  readonly total: number;
  /** How many of `total` are root's. */
  readonly ofRoot: number;
  readonly bands: readonly KeyBand[];
  /** Accounts that were read, out of those in scope. */
  readonly read: number;
  readonly accounts: number;
  /** Accounts of the organization that are left out because they are suspended, closing or pending. */
  readonly notActive: number;
  readonly troubles: readonly KeyTrouble[];
  /** When AWS took the oldest of the pictures. */
  readonly asOf?: Date;
}

/** Since when nobody has used a key: the time it was made, if it never was. */
export function idleSince({ lastUsed, createdAt }: AccessKey): Date | undefined {
  return typeof lastUsed === "object" ? lastUsed.at : createdAt;
}

/** A look at access keys as people and AWS's logs name it: `K12`. */
export function keyLookName(id: number): string {
  return `K${id}`;
}
