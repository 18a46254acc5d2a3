/** Whether a channel can have posture posted at this moment, and if not, why. */
export type ChannelFitness =
  | { readonly isFit: true }
  /** `isPassing`: Slack could not say, so it may be fit the next time. Otherwise somebody has to change something first. */
  | { readonly isFit: false; readonly why: string; readonly isPassing: boolean };

/** One person's messages have no other readers: they are fit for posture without asking. */
export function isDirect(channel: string): boolean {
  return /^[DUW]/.test(channel);
}
