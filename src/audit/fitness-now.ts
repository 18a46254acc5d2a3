import { type ChannelFitness, isDirect } from "../outbox/channel-fitness.ts";

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
