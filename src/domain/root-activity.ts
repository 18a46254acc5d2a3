import type { AccountId } from "./account.ts";
import type { Rung, Unreadable } from "./read.ts";

/** A Region of an account. */
export interface Place {
  readonly account: AccountId;
  readonly region: string;
}

/** Something that would notice a sign-in as root, or is meant to, and tell somebody. */
export interface RootActivityAlert extends Place {
  readonly kind: "event rule" | "metric filter";
  /** The rule's or filter's name. */
  readonly name: string;
  /** Whose root it watches: that of its own account alone, or of every account of the organization. */
  readonly watches: "own account" | "organization";
  /** Why it would not tell anybody after all; absent if it would. */
  readonly flaw?: string;
  /** Why it could not be read whether it would; only where there is no flaw. */
  readonly doubt?: Unreadable;
  /** Whether the sessions of AssumeRoot set it off, rootcheck's own among them. */
  readonly noticesRootSessions: boolean;
}

/** One look at a place, for alerts of one kind. */
export interface RootActivityLook extends Place, Pick<RootActivityAlert, "kind"> {
  readonly rung: Rung;
}

/** Everything that was found, and where was looked. */
export interface RootActivityAlerts {
  readonly alerts: readonly RootActivityAlert[];
  /** What could be read to the end. */
  readonly looked: readonly RootActivityLook[];
  /** Where something could not, and there may be more than was found. */
  readonly unseen: readonly (Place & { readonly why: Unreadable })[];
}
