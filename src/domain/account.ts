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
  readonly joinedAt?: Date;
}

const TWELVE_DIGITS = /^\d{12}$/;

/** Reads an account id as people write it, with dashes or spaces; undefined if it is not one. */
export function parseAccountId(text: string): AccountId | undefined {
  const digits = text.replace(/[\s-]/g, "");
  return TWELVE_DIGITS.test(digits) ? digits : undefined;
}

export function rootArn(partition: Partition, id: AccountId): string {
  return `arn:${partition}:iam::${id}:root`;
}
