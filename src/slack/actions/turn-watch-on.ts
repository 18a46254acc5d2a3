import { actionIds } from "../ids.ts";
import { turnWatchOn as turnOn } from "../turn-watch-on.ts";
import type { AnsweringAction } from "./action.ts";
import { watchedChannelIn } from "./watched-channel.ts";

/** Turns on the watch of a channel that a button names. */
export const turnWatchOn: AnsweringAction = {
  id: actionIds.watchOn,
  kind: "answer",
  needs: "operator",
  run: (dependencies, { user, channel: place, value }) =>
    turnOn(dependencies, { channel: watchedChannelIn(value) }, { by: user, place }),
};
