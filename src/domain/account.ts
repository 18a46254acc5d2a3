/** An AWS account id: twelve digits, kept as text because leading zeros count. */
export type AccountId = string;

/** The AWS partitions that rootcheck knows; ARNs and endpoints differ between them. */
export const partitions = ["aws", "aws-cn", "aws-us-gov", "aws-eusc"] as const;
export type Partition = (typeof partitions)[number];

/**
 * Where an account is in its life, from Organizations `State`, or `Status` where an answer still lacks it.
 * `UNRECOGNIZED` stands for words that AWS has yet to invent; such an account is not taken as active.
 */
export const accountStates = [
  "ACTIVE",
  "PENDING_ACTIVATION",
  "SUSPENDED",
  "PENDING_CLOSURE",
  "CLOSED",
  "UNRECOGNIZED",
] as const;
export type AccountState = (typeof accountStates)[number];

export interface Account {
  readonly id: AccountId;
  readonly name: string;
  /** The root user's e-mail address; absent where Organizations could not be asked. */
  readonly email?: string;
  /** Absent where Organizations could not be asked; the account is then read as if it were active. */
  readonly state?: AccountState;
  /** True for the account that owns the organization. */
  readonly isManagement: boolean;
  readonly partition: Partition;
  /** The names of the organizational units above the account, outermost first; empty directly under the root. */
  readonly ouPath: readonly string[];
  /** The ids of the same units, where AWS has named them. */
  readonly unitIds?: readonly UnitId[];
  readonly joinedAt?: Date;
  /** What IAM calls its sign-in page, where that has been read. */
  readonly alias?: string;
  /** The call that described the account, and when. */
  readonly described?: Description;
}

/** An account by the two things that people choose it by. */
export type AccountName = Pick<Account, "id" | "name">;

/** The calls that describe accounts; `DescribeOrganization` of one that is in no organization says so. */
export const descriptionCalls = [
  "organizations:ListAccounts",
  "organizations:DescribeAccount",
  "organizations:DescribeOrganization",
] as const;

/** Where an account's description came from. */
export interface Description {
  readonly call: (typeof descriptionCalls)[number];
  readonly readAt: Date;
}

/** An organizational unit's id: `ou-e1x4-1a2b3c4d`. */
export type UnitId = string;

/** An organizational unit. */
export interface OrganizationalUnit {
  readonly id: UnitId;
  readonly name: string;
  /** The units from the outermost down to this one, itself included. */
  readonly idPath: readonly UnitId[];
  readonly path: readonly string[];
}

const TWELVE_DIGITS = /^\d{12}$/;

/** Reads an account id as people write it, with dashes or spaces; undefined if it is not one. */
export function parseAccountId(text: string): AccountId | undefined {
  const digits = text.replace(/[\s-]/g, "");
  return TWELVE_DIGITS.test(digits) ? digits : undefined;
}

/** An account of which nothing but the id is known. */
export function bareAccount(id: AccountId, partition: Partition): Account {
  return { id, name: id, isManagement: false, partition, ouPath: [] };
}

export function rootArn(partition: Partition, id: AccountId): string {
  return `arn:${partition}:iam::${id}:root`;
}
