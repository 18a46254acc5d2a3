import { useEffect } from "react";
import type { Channel, Snapshot } from "../../local-slack/control.ts";
import { deliver } from "./connection.ts";
import type { Place } from "./place.ts";

/** The channel that is open at a place. The app's direct messages go by the app's user id, and open when somebody goes there. */
export function useOpenChannel({ channels, bot }: Snapshot, place: Place): Channel | undefined {
  const { user } = place;
  const direct = channels.find(({ kind }) => kind === "dm");
  const isApp = place.channel === bot.userId;
  const wantsOpening = isApp && !direct;
  useEffect(() => {
    if (wantsOpening) void deliver("home", { user, tab: "messages" });
  }, [wantsOpening, user]);
  const wanted = isApp ? direct : channels.find(({ id }) => id === place.channel);
  return wanted ?? channels[0];
}
