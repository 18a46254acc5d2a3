import type { Message } from "../blocks.ts";
import { actionIds } from "../ids.ts";
import { turnWatchOn as turnOn } from "../turn-watch-on.ts";
import type { Action, ActionDependencies, ActionRequest } from "./action.ts";
import { watchedChannelIn } from "./watched-channel.ts";

/** Turns on the watch of a channel that a button names. */
export const turnWatchOn: Action = { id: actionIds.watchOn, kind: "answer", needs: "operator", run };

/** Turns on the watch of a channel that was chosen from the first offer, which then is what came of it. */
export const turnOfferedWatchOn: Action = {
  id: actionIds.watchOffer,
  kind: "replace",
  needs: "operator",
  run,
};

function run(
  dependencies: ActionDependencies,
  { user, channel: place, value }: ActionRequest,
): Promise<Message> {
  return turnOn(dependencies, { channel: watchedChannelIn(value) }, { by: user, place });
}
