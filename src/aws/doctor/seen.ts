import type { AwsConfig } from "../../config.ts";
import type { Account, AccountId } from "../../domain/account.ts";
import type { Rung } from "../../domain/read.ts";
import type { Call } from "../calls.ts";
import type { Culprit } from "../find-culprit.ts";
import type { OwnIdentity } from "../organization.ts";
import type { Refused, Tried } from "./trying.ts";

/** What the doctor is asked for. */
export interface DoctorRequest {
  /** What sessions are named after. */
  readonly purpose: string;
  /** How many member accounts are entered, beside the management account. */
  readonly memberSample: number;
}

/** Everything that the doctor has seen; what each line says is made of it, and of nothing else. */
export interface Seen {
  readonly config: AwsConfig;
  /** The Region that the surroundings name. */
  readonly region: string | undefined;
  /** The one that AWS is asked in. */
  readonly usedRegion: string;
  /** Whose the credentials are that the SDK finds. */
  readonly identity: Tried<OwnIdentity>;
  /** How far AWS's time is ahead of the host's. */
  readonly aheadMilliseconds: number | undefined;
  /** Absent where none is set, or where there are no credentials to take it on with. */
  readonly homeRole?: Tried<OwnIdentity>;
  /** Absent where the credentials or the home role are of no use. */
  readonly inside?: Inside;
}

/** What was seen as rootcheck itself acts. */
export interface Inside {
  readonly config: AwsConfig;
  readonly own: OwnIdentity;
  /** Undefined where the account is in none. */
  readonly organization: Tried<OrganizationSeen | undefined>;
  readonly administrators: Tried<Readonly<Record<DelegatedService, readonly AccountId[]>>>;
  readonly trustedServices: Tried<readonly string[]>;
  readonly rootFeatures: Tried<readonly string[]>;
  readonly accounts: Tried<AccountsSeen>;
  /** The member role in each account of the sample. */
  readonly entries: readonly Entry[];
  /** Where it was tried what the policies allow: at home, and in an account of each kind that could be entered. */
  readonly places: readonly Place[];
  /** What was asked about a member from outside; absent where there is none. */
  readonly fromOutside?: FromOutside;
  /** Absent where root sessions are off, or no account is there to try one on. */
  readonly rootSession?: RootSessionSeen;
  readonly policies: DenialsSeen;
}

/** The services that have to trust, and be administered by, the home account. */
export const delegatedServices = ["iam.amazonaws.com", "account.amazonaws.com"] as const;
export type DelegatedService = (typeof delegatedServices)[number];

export interface OrganizationSeen {
  readonly id: string;
  readonly hasAllFeatures: boolean;
  readonly managementId: AccountId;
}

export interface AccountsSeen {
  readonly count: number;
  /** Whether these are all, or only those that there was time for. */
  readonly areAll: boolean;
  /** Active ones, spread evenly, and the management account first; without the own one. */
  readonly sample: readonly Account[];
}

export interface Entry {
  readonly account: Account;
  readonly outcome: Tried<unknown>;
}

/** One account, and what could be asked in it. */
export interface Place {
  readonly kind: "home" | "member" | "management";
  readonly account: Pick<Account, "id" | "name">;
  readonly rung: Rung;
  /** By call; undefined for what worked. */
  readonly refusals: ReadonlyMap<Call, Refused | undefined>;
}

export interface FromOutside {
  readonly account: Account;
  readonly primaryEmail: Tried<unknown>;
  readonly alternateContact: Tried<unknown>;
}

/** A root session that was opened, and not used. */
export interface RootSessionSeen {
  readonly account: Account;
  readonly outcome: Tried<unknown>;
}

/** What the policies over the sampled accounts deny, as far as they could be read. */
export interface DenialsSeen {
  readonly denials: readonly Denial[];
  /** Why the rest is not known. */
  readonly unread?: Refused;
}

/** A policy that surely denies something that rootcheck does. */
export interface Denial extends Culprit {
  readonly account: Account;
  readonly by: "member role" | "root session";
  readonly action: string;
}
