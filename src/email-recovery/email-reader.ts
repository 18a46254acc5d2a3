import type { Account } from "../domain/account.ts";
import type { Read, Unreadable } from "../domain/read.ts";

/** The sources of a root e-mail address that AWS is asked for, in the order in which they are shown. */
export const emailSourceIds = [
  "organizations",
  "primary-email",
  "support-cases",
  "owner-names",
  "contacts",
] as const;
export type EmailSourceId = (typeof emailSourceIds)[number];

/** A text of AWS's in which an address may stand. */
export interface Sighting {
  /** As AWS gave it: `AdminRole (Role) <jane@example.com>`. */
  readonly text: string;
  /** The field that it stood in, by AWS's name: `submittedBy`. */
  readonly field: string;
  /** The call that answered with it. */
  readonly call: string;
  /** When it was written, where AWS says so. */
  readonly at?: Date;
  /** The case, bucket or contact that it belongs to. */
  readonly of?: string;
}

/** What one source gave. */
export interface Sightings {
  readonly sightings: readonly Sighting[];
  /** What was looked through: `5 cases over 24 months`. */
  readonly looked: string;
  /** Why a part of it could not be looked through. */
  readonly gap?: Unreadable;
}

/** What came of asking one source. */
export interface SourceReading {
  readonly read: Read<Sightings>;
  /** The names by which AWS's own logs know the calls, those that AWS refused too. */
  readonly requestIds: readonly string[];
}

/** Which source is asked about which account. */
export interface SightingsWanted {
  readonly source: EmailSourceId;
  readonly account: Account;
  /** Names the look-up in AWS's own logs. */
  readonly purpose: string;
}

/** Asks AWS where an account's root e-mail address shows. */
export interface EmailReader {
  /**
   * Whatever AWS refuses or fails to answer becomes the reason why nothing is known. Rejects only with the signal's
   * reason when it aborts, or when reading itself broke down.
   */
  readSightings(wanted: SightingsWanted, signal: AbortSignal): Promise<SourceReading>;
}
