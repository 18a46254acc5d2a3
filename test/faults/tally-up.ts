import type { Pager } from "../support/pager.ts";
import { count, countAll } from "./kinds.ts";
import type { Stage } from "./stage.ts";

/** Counts what Slack's end and the pager did; what AWS's end did is counted by who has it. */
export async function tallyUp({ slack, tally }: Stage, { calls }: Pager): Promise<void> {
  const { delayed = 0, repeated = 0, ...hits } = await slack.faultHits();
  countAll(tally, "slack", hits);
  countAll(tally, "delivery", { delayed, repeated });
  for (const { mood } of calls) if (mood !== "confirms") count(tally, `pager ${mood}`);
}
