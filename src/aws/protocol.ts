import type { KeysToRead } from "../access-keys/key-reader.ts";
import type { AccountToRead, ProfileToRead } from "../audit/account-reader.ts";
import type { CanonicalIdToRead } from "../canonical-ids/canonical-reader.ts";
import type { AccountKeys } from "../domain/access-key.ts";
import type { Account, AccountId, OrganizationalUnit, UnitId } from "../domain/account.ts";
import type { CanonicalReading, Spent } from "../domain/canonical-id.ts";
import type { Diagnosis } from "../domain/diagnosis.ts";
import type { ReadOrganizationFacts } from "../domain/organization-facts.ts";
import type { Read, Unreadable } from "../domain/read.ts";
import type { AccountProfile, ReadFacts } from "../domain/root-facts.ts";
import type { SightingsWanted, SourceReading } from "../email-recovery/email-reader.ts";
import type { Attempt } from "./attempts.ts";
import type { Call } from "./calls.ts";
import type { DoctorRequest } from "./doctor/seen.ts";
import type { OwnIdentity } from "./organization.ts";

/** What the AWS thread can be asked, by operation: its argument and its answer. All of it survives a structured clone. */
export interface Operations {
  identity: { argument: { readonly purpose: string }; answer: OwnIdentity };
  /** Answers in pages before it ends. */
  listAccounts: { argument: { readonly purpose: string }; answer: undefined };
  listUnits: { argument: { readonly purpose: string }; answer: readonly OrganizationalUnit[] };
  listAccountIdsIn: {
    argument: { readonly unitId: UnitId; readonly purpose: string };
    answer: readonly AccountId[];
  };
  describeAccount: {
    argument: { readonly id: AccountId; readonly purpose: string };
    answer: Account | undefined;
  };
  readAccount: { argument: AccountToRead; answer: ReadFacts };
  readOrganization: { argument: { readonly purpose: string }; answer: ReadOrganizationFacts };
  readProfile: { argument: ProfileToRead; answer: AccountProfile };
  readKeys: { argument: KeysToRead; answer: AccountKeys };
  /** Says how far it is before it ends. */
  readCanonicalId: { argument: CanonicalIdToRead; answer: CanonicalReading };
  findKeyOwner: {
    argument: { readonly accessKeyId: string; readonly purpose: string };
    answer: Read<AccountId>;
  };
  readSightings: { argument: SightingsWanted; answer: SourceReading };
  diagnose: { argument: DoctorRequest; answer: readonly Diagnosis[] };
}

export type Operation = keyof Operations;

/** The call that an operation stands or falls with; its failure is told under this name. */
export const MAIN_CALL = {
  identity: "sts:GetCallerIdentity",
  listAccounts: "organizations:ListAccounts",
  listUnits: "organizations:ListOrganizationalUnitsForParent",
  listAccountIdsIn: "organizations:ListAccountsForParent",
  describeAccount: "organizations:DescribeAccount",
  readAccount: "iam:GetAccountSummary",
  readOrganization: "organizations:ListPolicies",
  readProfile: "account:GetAlternateContact",
  readKeys: "iam:GetCredentialReport",
  readCanonicalId: "s3:ListBuckets",
  findKeyOwner: "sts:GetAccessKeyInfo",
  readSightings: "sts:GetCallerIdentity",
  diagnose: "sts:GetCallerIdentity",
} as const satisfies Record<Operation, Call>;

export interface Request<Name extends Operation = Operation> {
  readonly kind: "request";
  readonly id: number;
  readonly operation: Name;
  readonly argument: Operations[Name]["argument"];
  /** The app's time when it asked: the thread has no clock of its own, so that times agree on both sides. */
  readonly now: Date;
}

/** Nobody waits any more for what was asked under this id. */
export interface Abort {
  readonly kind: "abort";
  readonly id: number;
}

/** What comes with the last word: how many calls of AWS it took, and every attempt since somebody's last word. */
interface Effort {
  readonly calls: number;
  readonly attempts: readonly Attempt[];
}

/** A failure crosses as the domain's words for it, because error classes do not survive the crossing. */
export type Response =
  | { readonly id: number; readonly kind: "page"; readonly page: readonly Account[] }
  | { readonly id: number; readonly kind: "progress"; readonly progress: Spent }
  | ({
      readonly id: number;
      readonly kind: "answer";
      readonly answer: Operations[Operation]["answer"];
    } & Effort)
  | ({ readonly id: number; readonly kind: "failure"; readonly why: Unreadable } & Effort);

/** A line for the app's log. */
export interface Logged {
  readonly kind: "log";
  readonly line: string;
}

/** What the thread says once when it has loaded everything; before that it is not to be cut short. */
export const LOADED = "loaded";
