/** When something is to happen again and again. */
export interface Schedule {
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** An IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
}

/** Since when something scheduled does not happen, and why. */
export interface Pause {
  readonly at: Date;
  /** The Slack user id of who paused it; absent where rootcheck did, because it could not go on. */
  readonly by?: string;
  /** For a person: what has to change before it can go on. */
  readonly why?: string;
}
