/** What the page is told at `/_playground.json` before it shows anything. */
export interface Setting {
  /** The user id that the visitor starts as, and the channel id that is open at first. */
  readonly opening: { readonly user: string; readonly channel: string };
  /** A word for what each person may do, by user id. */
  readonly roles: Readonly<Record<string, string>>;
  readonly suggestions: readonly Suggestion[];
}

/** Something to try: the command, and why one would. */
export interface Suggestion {
  readonly label: string;
  readonly command: string;
}
