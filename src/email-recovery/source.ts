import type { Account, AccountName } from "../domain/account.ts";
import type { Unreadable } from "../domain/read.ts";
import type { EmailReader, EmailSourceId, Sightings, SourceReading } from "./email-reader.ts";
import { type Obstacle, obstacleOf } from "./obstacle.ts";

/** How far an address can be trusted: AWS says so, its cases point to it, or it only fits. */
export const trusts = ["certain", "likely", "hint"] as const;
export type Trust = (typeof trusts)[number];

/** Why an address is believed to be the one. */
export interface Evidence {
  readonly source: EmailSourceId;
  /** For people, without the address: `Submitted 4 of 5 Support cases`. */
  readonly said: string;
  /** When it was last seen so, where that is not now. */
  readonly last?: Date;
  /** Tells stronger evidence of equal trust from weaker: compared from the first figure on. */
  readonly strength?: readonly number[];
}

/** A whole address that a source points to. */
export interface Clue {
  readonly address: string;
  readonly trust: Trust;
  readonly evidence: Evidence;
}

/** A part of an address, which can only bear out a whole one or be put together with another part. */
export interface Fragment {
  readonly part: "local part" | "domain";
  readonly text: string;
  readonly evidence: Evidence;
}

interface Found {
  readonly clues: readonly Clue[];
  readonly fragments: readonly Fragment[];
}

interface Answered extends Found {
  readonly answered: true;
  readonly looked: string;
  /** What kept it from looking further. */
  readonly gap?: Obstacle;
}

interface Unanswered extends Obstacle {
  readonly answered: false;
}

/** What a source found, or why it could not answer and what would open it. */
export type SourceAnswer = (Answered | Unanswered) & {
  /** The names by which AWS's own logs know what was asked. */
  readonly requestIds: readonly string[];
};

/** Another account of the organization, by what addresses are made from. */
export type NamedAddress = AccountName & { readonly email: string };

/** What sources ask. */
export interface SourceTools {
  readonly reader: EmailReader;
  readonly now: () => Date;
  /** The other accounts whose addresses are known. */
  readonly others: readonly NamedAddress[];
}

/** What is looked for, under which name in AWS's own logs, and for how long. */
export interface Wanted {
  readonly account: Account;
  readonly purpose: string;
  readonly signal: AbortSignal;
}

/** One place where a root e-mail address can show. */
export interface EmailSource {
  readonly id: EmailSourceId;
  readonly title: string;
  /** The call that it stands or falls with, for when it breaks down. */
  readonly call: string;
  /** Rejects with the signal's reason, or when reading itself broke down. */
  ask(tools: SourceTools, wanted: Wanted): Promise<SourceAnswer>;
  /** What would let it answer. */
  opens(why: Unreadable): string;
}

/** An answer made of what AWS gave; what AWS refused stays the reason. */
export function answerFrom(
  { read, requestIds }: SourceReading,
  { opens, found }: Pick<EmailSource, "opens"> & { found(given: Sightings): Partial<Found> },
): SourceAnswer {
  if (!read.known) return { answered: false, ...obstacleOf(read.why, opens), requestIds };
  const { looked, gap } = read.value;
  return {
    ...{ answered: true, clues: [], fragments: [], ...found(read.value), looked, requestIds },
    ...(gap && { gap: obstacleOf(gap, opens) }),
  };
}
