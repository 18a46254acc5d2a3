/** What the page's AWS panel is told under `/_playground/`. */

/** An account as it truly is, which rootcheck has to find out. */
export interface AccountView {
  readonly id: string;
  readonly name: string;
  /** The names of the units above it, as in `Prod / Payments`; empty directly under the root. */
  readonly unit: string;
  /** As Organizations words it. */
  readonly state: string;
  /** How its root user stands, in one line. */
  readonly standing: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** What can be done to it. */
  readonly changes: readonly { readonly id: string; readonly label: string }[];
}

/** The playground's time. */
export interface ClockView {
  readonly now: string;
  /** How far it is ahead of real time. */
  readonly aheadMilliseconds: number;
}

/** What came of a change. */
export interface ChangeMade {
  /** What was done. */
  readonly done: string;
  /** What to try now, and why it may not show yet. */
  readonly next: string;
  readonly account: AccountView;
  readonly clock: ClockView;
}
