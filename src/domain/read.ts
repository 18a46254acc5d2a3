/** Which access a fact was read with. */
export const rungs = ["member role", "root session", "own credentials"] as const;
export type Rung = (typeof rungs)[number];

/** Where a value came from: enough to ask AWS the same again. */
export interface Origin {
  /** The API call, as in IAM policies' prefixes: `iam:GetAccountSummary`. */
  readonly call: string;
  /** The field of the answer, by AWS's name. */
  readonly field: string;
  readonly rung: Rung;
  readonly readAt: Date;
  /** When AWS took the picture, where that is earlier than the reading (a credential report's GeneratedTime). */
  readonly asOf?: Date;
  readonly requestId?: string;
  /** What AWS answered in its own words, where the value was drawn from it: `1`. */
  readonly given?: string;
}

/** Why a value could not be read. */
export const unreadableCodes = [
  "access-denied",
  "denied-by-scp",
  "feature-off",
  "throttled",
  "report-not-ready",
  "not-fresh",
  "not-read-yet",
  "not-in-partition",
  "missing-in-answer",
  "unexpected-answer",
  "unreachable",
] as const;
export type UnreadableCode = (typeof unreadableCodes)[number];

export interface Unreadable {
  readonly code: UnreadableCode;
  /** The call that was refused or failed: `sts:AssumeRole`. */
  readonly call: string;
  /** What AWS said or what was missing, short enough for a line. */
  readonly detail: string;
  /** When asking again makes sense, where that is known. */
  readonly until?: Date;
  readonly rung?: Rung;
}

export interface Known<T> {
  readonly known: true;
  readonly value: T;
  readonly origin: Origin;
}

export interface Unread {
  readonly known: false;
  readonly why: Unreadable;
}

/** A value from AWS, or the reason there is none: a failure is data, so that one never takes another with it. */
export type Read<T> = Known<T> | Unread;

export function known<T>(value: T, origin: Origin): Known<T> {
  return { known: true, value, origin };
}

export function unread(why: Unreadable): Unread {
  return { known: false, why };
}

/** By which AWS knows the requests that values came from. */
export function requestIdsOf(reads: readonly Read<unknown>[]): readonly string[] {
  const ids = reads.map((read) => (read.known ? read.origin.requestId : undefined));
  return ids.filter((id) => id !== undefined);
}
