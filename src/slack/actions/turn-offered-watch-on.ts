import { actionIds } from "../ids.ts";
import type { Action } from "./action.ts";
import { turnWatchOn } from "./turn-watch-on.ts";

/** Turns on the watch of a channel that was chosen from the first offer, which then is what came of it. */
export const turnOfferedWatchOn: Action = { ...turnWatchOn, id: actionIds.watchOffer, kind: "replace" };
