import { z } from "zod";
import type { Log } from "../log.ts";
import type { AlertMessenger } from "../watches/alert-messenger.ts";
import { post, update } from "./post.ts";
import { type PostingDependencies, paced } from "./post-outcome.ts";
import { alertsMessage } from "./views/alerts.ts";
import { watchOfferMessage, watchPausedMessage } from "./views/watch.ts";

export interface AlertMessengerDependencies extends PostingDependencies {
  readonly log: Log;
}

const channelShape = z.object({ name: z.string() });

/** Tells people in Slack what is wrong now, and of watches that cannot go on. */
export function createAlertMessenger(dependencies: AlertMessengerDependencies): AlertMessenger {
  const { client, clock, log } = dependencies;

  /** Menus show plain text, in which a channel's id would stay an id. */
  async function named(id: string): Promise<{ readonly id: string; readonly name: string }> {
    try {
      const { channel } = await paced(dependencies, () => client.conversations.info({ channel: id }));
      return { id, name: `#${channelShape.parse(channel).name}` };
    } catch (error) {
      log.warn({ err: error, channel: id }, "Slack could not say what a channel is called");
      return { id, name: id };
    }
  }

  return {
    postAlerts: (channel, shown) => post(dependencies, { channel }, alertsMessage(shown, clock.now())),
    updateAlerts: (message, shown) => update(dependencies, message, alertsMessage(shown, clock.now())),
    postPaused: (person, watch, why) =>
      post(dependencies, { channel: person }, watchPausedMessage(watch, why)),
    async postOffer(person, channels) {
      const choices = await Promise.all(channels.map(named));
      return post(dependencies, { channel: person }, watchOfferMessage(choices));
    },
  };
}
