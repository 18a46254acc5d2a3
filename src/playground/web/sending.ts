import type { Channel, Delivery, Snapshot } from "../../local-slack/control.ts";
import { escaped } from "./block-kit/mrkdwn.ts";
import { deliver, noticeOf } from "./connection.ts";
import type { Notices } from "./notices.ts";

interface Sending {
  readonly snapshot: Snapshot;
  readonly channel: Channel;
  readonly user: string;
  readonly notices: Notices;
}

/** How a person says something in a channel, or starts something from it; what goes wrong is told there. */
export function sendingFrom({ snapshot, channel, user, notices }: Sending) {
  function tell(delivery: Delivery): void {
    const text = noticeOf(delivery);
    const after = Math.max(Number(snapshot.messages.at(-1)?.ts ?? 0), Date.parse(snapshot.now) / 1000);
    if (text !== undefined) notices.add({ user, channel: channel.id, text }, after);
  }
  return {
    async send(text: string): Promise<void> {
      const isCommand = text.startsWith("/");
      const request = { user, channel: channel.id, text: isCommand ? text : escaped(text) };
      tell(await deliver(isCommand ? "command" : "message", request));
    },
    async startShortcut(callbackId: string): Promise<void> {
      tell(await deliver("shortcut", { user, callbackId }));
    },
  };
}
