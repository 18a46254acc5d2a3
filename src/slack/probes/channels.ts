import type { Diagnosis, Mend, Probe } from "../../domain/diagnosis.ts";
import { type Places, placeTroubles } from "../places.ts";

/** Looks whether results can be posted to each channel that the configuration lists. */
export function channelsProbe({ places }: { readonly places: Places }): Probe {
  return {
    area: "slack",
    subject: "Channels",
    look: () =>
      places.channels.length > 0
        ? Promise.all(places.channels.map((channel) => lineOf(places, channel)))
        : Promise.resolve([noneLine]),
  };
}

const noneLine: Diagnosis = {
  area: "slack",
  subject: "Channels",
  verdict: "off",
  tried: "ROOTCHECK_CHANNELS",
  found: "It lists none, so every result goes to its asker alone, and there are no digests and watches.",
};

async function lineOf(places: Places, channel: string): Promise<Diagnosis> {
  const fitness = await places.fitnessOf(channel);
  const common = { area: "slack", subject: `Channel ${channel}`, tried: "conversations.info" } as const;
  if (fitness.isFit) return { ...common, verdict: "good", found: "Results can be posted there." };
  const found = `Nothing can be posted there: ${fitness.why}.`;
  if (fitness.isPassing) {
    const does = "Mend what else is broken with Slack, if anything is, and ask again in a minute.";
    return { ...common, verdict: "warning", found, mend: { does } };
  }
  return { ...common, verdict: "broken", found, mend: mendOf(fitness.why, channel) };
}

function mendOf(why: string, channel: string): Mend {
  if (why === placeTroubles.absent || why === placeTroubles.unseen)
    return {
      does: "Type this in the channel, or correct its id in ROOTCHECK_CHANNELS:",
      text: "/invite @rootcheck",
    };
  return {
    does: `Take ${channel} out of ROOTCHECK_CHANNELS and start rootcheck again; or open a channel of your own for results, and list that.`,
  };
}
