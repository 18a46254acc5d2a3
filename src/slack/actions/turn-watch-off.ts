import { actionIds } from "../ids.ts";
import { watchOffMessage } from "../views/watch.ts";
import type { Action } from "./action.ts";
import { watchedChannelIn } from "./watched-channel.ts";

export const turnWatchOff: Action = {
  id: actionIds.watchOff,
  kind: "answer",
  needs: "operator",
  async run({ useCases }, { user, channel: place, value }) {
    const channel = watchedChannelIn(value);
    return watchOffMessage(channel, await useCases.watches.turnOff(channel, { by: user, place }));
  },
};
