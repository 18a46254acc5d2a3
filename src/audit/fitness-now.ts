import { type ChannelFitness, isDirect } from "../outbox/channel-fitness.ts";

/** For so long what is known of a channel's readers will do for progress: Slack takes as few questions as edits. */
export const READERS_MILLISECONDS = 10_000;

export interface FitnessDependencies {
  /** Whether posture may be posted to a channel, asked now. */
  readonly fitnessOf: (channel: string) => Promise<ChannelFitness>;
}

/**
 * Whether an audit may be told in a place now: since it was asked for there, a channel may have got other readers or have
 * been taken off the list.
 */
export async function fitnessNow({ fitnessOf }: FitnessDependencies, place: string): Promise<ChannelFitness> {
  return isDirect(place) ? { isFit: true } : fitnessOf(place);
}

/** The same without why not. */
export async function mayTell(dependencies: FitnessDependencies, place: string): Promise<boolean> {
  return (await fitnessNow(dependencies, place)).isFit;
}
