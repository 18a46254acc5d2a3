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

/** A synced passkey and a security key have the same serial numbers: AWS does not tell them apart. */
export const mfaDeviceKinds = ["virtual", "passkey or security key", "hardware token"] as const;
export type MfaDeviceKind = (typeof mfaDeviceKinds)[number];

export interface RootMfaDevice {
  readonly kind: MfaDeviceKind;
  readonly serial: string;
  readonly enabledAt?: Date;
}

/** The root user's MFA devices. */
export interface RootMfaDevices {
  readonly devices: readonly RootMfaDevice[];
  /**
   * False where only virtual devices could be listed (by member role), or none were asked for since root has nothing
   * to sign in with: others may be registered beside them, and where MFA is on and none is listed, there is one.
   */
  readonly complete: boolean;
}

/** What AWS says of one account's root user. */
export interface RootFacts {
  readonly passwordPresent: Read<boolean>;
  readonly mfaEnabled: Read<boolean>;
  readonly accessKeysPresent: Read<boolean>;
  readonly signingCertificatesPresent: Read<boolean>;
  /** Known to be none where {@link accessKeysPresent} is a plain no. */
  readonly accessKeys: Read<readonly RootAccessKey[]>;
  /** Known to be none where {@link mfaEnabled} is a plain no. */
  readonly mfaDevices: Read<RootMfaDevices>;
  /** The last sign-in by password; "never" also stands for no password, and for none since AWS began to record it. */
  readonly passwordLastUsed: Read<Date | "never">;
}

/** What one reading of an account yields; its profile is read apart. */
export interface ReadFacts extends RootFacts {
  /** Whether the organization manages its members' root credentials centrally; the same for all of its accounts. */
  readonly centralCredentialsManagement: Read<boolean>;
}

/** What changes rarely, or is read slowly: it is read apart, and kept. */
export interface AccountProfile {
  readonly securityContactSet: Read<boolean>;
  readonly primaryContact: Read<{ readonly hasCompany: boolean; readonly hasPhone: boolean }>;
  /** The names that IAM gives the account's sign-in page: one or none. */
  readonly aliases: Read<readonly string[]>;
  /** The account's tags in Organizations; read only where somebody goes by them. */
  readonly tags?: Read<Readonly<Record<string, string>>>;
  /** Who could administer the account without root; empty where nobody could. */
  readonly administrators: Read<readonly Administrator[]>;
}

/** What may do anything in an account: a role or group is somebody where people take it on or are members. */
export interface Administrator {
  readonly kind: "user" | "group" | "role" | "permission set";
  readonly name: string;
}

const PROFILE_FACTS: Readonly<Record<keyof AccountProfile, true>> = {
  securityContactSet: true,
  primaryContact: true,
  aliases: true,
  tags: true,
  administrators: true,
};

/** Whether a fact belongs to the account's profile. */
export function isProfileFact(fact: keyof AccountFacts): fact is keyof AccountProfile {
  return Object.hasOwn(PROFILE_FACTS, fact);
}

/** Whether a fact comes with the reading of an account, rather than with its profile or its description. */
export function isReadFact(fact: keyof AccountFacts): fact is keyof ReadFacts {
  return fact !== "account" && !isProfileFact(fact);
}

/** Everything that the checks judge one account by. */
export interface AccountFacts extends ReadFacts, AccountProfile {
  readonly account: Account;
}

/** When it is worth reading again, because AWS was still preparing something; undefined if nothing is pending. */
export function readAgainAt(facts: ReadFacts): Date | undefined {
  return Object.values<Read<unknown>>({ ...facts })
    .map((read) => (read.known ? undefined : read.why.until))
    .find((until) => until !== undefined);
}
