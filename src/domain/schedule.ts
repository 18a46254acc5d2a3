/** When something is to happen again and again. */
export interface Schedule {
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** An IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
}
