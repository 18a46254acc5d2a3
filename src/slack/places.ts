import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Log } from "../log.ts";
import type { ChannelFitness } from "../outbox/channel-fitness.ts";
import { refusalOf } from "./post-outcome.ts";

/** Where a result goes. */
export interface PlaceChoice {
  /** A channel's id, or the asker's own id for a direct message. */
  readonly place: string;
  readonly isDirect: boolean;
  /** Why it is not the channel in which it was asked. */
  readonly why?: string;
}

/** Decides where posture may be shown. */
export interface Places {
  /** The channels that the configuration lists. */
  readonly channels: readonly string[];
  /** The channel it was asked in if that is listed and only the own company reads it; else the asker directly. */
  choose(asked: { readonly user: string; readonly channel: string }): Promise<PlaceChoice>;
  /** Whether posture may be posted to a channel, asked now: it is listed, and only the own company reads it. */
  mayShow(channel: string): Promise<boolean>;
  /** The same, with why not. */
  fitnessOf(channel: string): Promise<ChannelFitness>;
}

export interface PlacesDependencies {
  readonly client: WebClient;
  /** The channels that the configuration lists. */
  readonly channels: readonly string[];
  readonly log: Log;
}

/** Why posture may not be posted to a channel, until somebody changes something there. */
export const placeTroubles = {
  unlisted: "posture is only posted to the channels that ROOTCHECK_CHANNELS lists",
  unseen: "rootcheck does not see this channel (invite it first)",
  absent: "rootcheck is not in this channel (invite it first)",
  shared: "this channel is shared with another company",
  archived: "this channel is archived",
} as const;

const channelShape = z.object({
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_member: z.boolean().optional(),
});

export function createPlaces({ client, channels, log }: PlacesDependencies): Places {
  async function fitnessOf(channel: string): Promise<ChannelFitness> {
    if (!channels.includes(channel)) return unfit(placeTroubles.unlisted);
    try {
      const { channel: found } = await client.conversations.info({ channel });
      const why = whyNot(channelShape.parse(found));
      return why ? unfit(why) : { isFit: true };
    } catch (error) {
      if (refusalOf(error) === "channel_not_found") return unfit(placeTroubles.unseen);
      log.warn({ err: error, channel }, "Slack could not say who reads a channel");
      const why = "Slack could not say whether other companies read this channel";
      return { isFit: false, why, isPassing: true };
    }
  }

  return {
    channels,
    fitnessOf,
    mayShow: async (channel) => (await fitnessOf(channel)).isFit,
    choose: async ({ user, channel }) => {
      if (channel === user || isDirectMessage(channel)) return { place: user, isDirect: true };
      const fitness = await fitnessOf(channel);
      return fitness.isFit
        ? { place: channel, isDirect: false }
        : { place: user, isDirect: true, why: fitness.why };
    },
  };
}

function unfit(why: string): ChannelFitness {
  return { isFit: false, why, isPassing: false };
}

function whyNot(channel: z.infer<typeof channelShape>): string | undefined {
  if (channel.is_ext_shared || channel.is_pending_ext_shared) return placeTroubles.shared;
  if (channel.is_archived) return placeTroubles.archived;
  return channel.is_member === false ? placeTroubles.absent : undefined;
}

function isDirectMessage(channel: string): boolean {
  return channel.startsWith("D");
}
