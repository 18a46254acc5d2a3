/**
 * Whether something takes an account's root user: nothing but that, that in some accounts or for some parts, not any
 * more, or never although people think so.
 */
export const rootTaskStates = ["root only", "partly", "no longer", "never was"] as const;
export type RootTaskState = (typeof rootTaskStates)[number];

/** What the root session of a member account may be opened for, by the name of AWS's policy. */
export type TaskPolicy =
  | "IAMCreateRootUserPassword"
  | "IAMDeleteRootUserCredentials"
  | "S3UnlockBucketPolicy"
  | "SQSUnlockQueuePolicy";

/** Something that is said to need the root user. */
export interface RootTask {
  readonly id: string;
  readonly title: string;
  /** Its place among the fourteen that AWS listed for years; the newer ones have none. */
  readonly classic?: number;
  readonly state: RootTaskState;
  /** How it stands today. */
  readonly today: string;
  /** Since when it stands so: a day or a month; absent where that is not known. */
  readonly since?: string;
  /** What does it without root; absent where nothing does. */
  readonly instead?: string;
  /** How it stands in a member account of an organization with centralized root access, where that differs. */
  readonly inMembers?: { readonly how: string; readonly taskPolicy?: TaskPolicy };
  /** Words of every day by which it is looked for, beside those of its title. */
  readonly words: readonly string[];
  /** Where AWS says so. */
  readonly source: string;
  /** The day on which that was looked at. */
  readonly checked: string;
}
