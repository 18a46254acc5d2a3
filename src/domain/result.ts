import type { AccountId } from "./account.ts";
import type { Origin, Rung, UnreadableCode } from "./read.ts";

export const severities = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof severities)[number];

/**
 * A sentence about AWS, in parts, so that each place shows dates and key ids in its own way: Slack in the
 * reader's time zone and masked, a file in UTC. Plain words are never markup.
 */
export type Phrase = readonly PhrasePart[];
export type PhrasePart =
  | string
  | { readonly day: Date }
  | { readonly ago: Date }
  | { readonly accessKeyId: string };

/** One value that a result was read from. */
export interface Evidence extends Omit<Origin, "given"> {
  /** The value as AWS gave it, in words; key ids masked. */
  readonly value: string;
}

/** Why a result is not applicable, or unknown. */
export interface Reason {
  readonly code: UnreadableCode | NotApplicableCode;
  readonly text: string;
  /** When asking again makes sense, where that is known. */
  readonly until?: Date;
  /** The access that was tried. */
  readonly rung?: Rung;
}

export const notApplicableCodes = [
  "no-root-password",
  "no-root-credentials",
  "account-not-active",
  "management-account",
  "central-management-off",
  "no-domains-configured",
  "no-organization",
  "no-member-accounts",
] as const;
export type NotApplicableCode = (typeof notApplicableCodes)[number];

/**
 * What makes a failure the same failure: key ids and states, device serials, the time of last use; never the time of
 * reading. Two readings are compared in the fields that both have, since not every rung sees the same.
 */
export type Fingerprint = Readonly<Record<string, string>>;

interface Answer {
  /** What was found, to follow the check's title: "1 active". */
  readonly summary: Phrase;
  /** The particulars that make somebody act. */
  readonly detail?: Phrase;
  readonly evidence: readonly Evidence[];
}

export type Verdict =
  | (Answer & { readonly status: "pass" })
  /** `headline` says it all to somebody who reads nothing else: "Root access key is active". */
  | (Answer & {
      readonly status: "fail";
      readonly severity: Severity;
      readonly headline: string;
      readonly fingerprint: Fingerprint;
    })
  | (Answer & { readonly status: "not_applicable"; readonly reason: Reason })
  | (Answer & { readonly status: "unknown"; readonly reason: Reason });

/** A check's answer for one account in one audit. */
export type Result = Verdict & { readonly check: string };

/** All of one account's results in one audit. */
export interface AccountReading {
  readonly accountId: AccountId;
  readonly readAt: Date;
  readonly results: readonly Result[];
}

/** What the checks of the organization itself said in one audit. */
export interface OrganizationReading {
  readonly readAt: Date;
  readonly results: readonly Result[];
}
