import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { Log } from "../log.ts";

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
  /** The channel it was asked in if that is listed and only the own company reads it; else the asker directly. */
  choose(asked: { readonly user: string; readonly channel: string }): Promise<PlaceChoice>;
  /** Whether posture may be posted to a channel, asked now: it is listed, and only the own company reads it. */
  mayShow(channel: string): Promise<boolean>;
}

export interface PlacesDependencies {
  readonly client: WebClient;
  /** The channels that the configuration lists. */
  readonly channels: readonly string[];
  readonly log: Log;
}

const channelShape = z.object({
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
  is_archived: z.boolean().optional(),
  is_member: z.boolean().optional(),
});

export function createPlaces({ client, channels, log }: PlacesDependencies): Places {
  async function whyNot(channel: string): Promise<string | undefined> {
    if (!channels.includes(channel))
      return "posture is only posted to the channels that ROOTCHECK_CHANNELS lists";
    try {
      const { channel: found } = await client.conversations.info({ channel });
      const { is_ext_shared, is_pending_ext_shared, is_archived, is_member } = channelShape.parse(found);
      if (is_ext_shared || is_pending_ext_shared) return "this channel is shared with another company";
      if (is_archived) return "this channel is archived";
      return is_member === false ? "rootcheck is not in this channel (invite it first)" : undefined;
    } catch (error) {
      log.warn({ err: error, channel }, "Slack could not say who reads a channel");
      return "Slack could not say whether other companies read this channel";
    }
  }

  return {
    mayShow: async (channel) => (await whyNot(channel)) === undefined,
    choose: async ({ user, channel }) => {
      if (channel === user || isDirectMessage(channel)) return { place: user, isDirect: true };
      const why = await whyNot(channel);
      return why ? { place: user, isDirect: true, why } : { place: channel, isDirect: false };
    },
  };
}

function isDirectMessage(channel: string): boolean {
  return channel.startsWith("D");
}
