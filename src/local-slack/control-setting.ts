/**
 * The part of the control interface that changes the setting rather than plays a person who uses the app:
 * what others say, how the app is connected, the time, who is in which channel and group.
 */
import type { Channel } from "./control.ts";

/** `POST /_control/message`: somebody says something; the app is not told. Answers the Message. */
export interface MessageRequest {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
}

/** `POST /_control/deliver-to`: where signed HTTP goes from now on; asks the app there for the challenge and answers its Delivery. */
export interface DeliverToRequest {
  readonly url: string;
}

/** `POST /_control/disconnect`: what every open socket is told; `cut` ends them without a word. */
export interface DisconnectRequest {
  readonly reason: "refresh_requested" | "warning" | "too_many_websockets" | "link_disabled" | "cut";
}

/** `POST /_control/advance`: lets time pass for triggers, response_urls, rate limits and timestamps. */
export interface AdvanceRequest {
  readonly milliseconds: number;
}

/** `POST /_control/channel`: somebody renames, archives, shares or leaves a channel; answers the Channel. */
export interface ChannelChange {
  readonly id: string;
  readonly change: Partial<Omit<Channel, "id">>;
}

/** `POST /_control/user-group`: the group has other members from now on; answers the UserGroup. */
export interface UserGroupChange {
  readonly id: string;
  readonly members: readonly string[];
}
