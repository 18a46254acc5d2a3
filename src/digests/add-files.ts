import type { Clock } from "../clock.ts";
import { type DigestReport, digestName } from "../domain/digest.ts";
import { type Charted, chartedOf, type Posture } from "../domain/posture.ts";
import type { Log } from "../log.ts";
import type { ChannelFitness } from "../outbox/channel-fitness.ts";
import { postFilesOnce } from "../outbox/post-files-once.ts";
import type { Database } from "../store/database.ts";
import { findFacts } from "../store/digest-facts.ts";
import { finishSlot, type HeldSlot } from "../store/digest-slot-work.ts";
import type { SlotWork } from "../store/digest-slots.ts";
import { listFindingLines } from "../store/scoped-findings.ts";
import { writeDigestFiles } from "./digest-files.ts";
import type { DigestMessenger } from "./digest-messenger.ts";
import { type GoOnIn, LOOK_AGAIN_MILLISECONDS, RETRY_MILLISECONDS } from "./go-on.ts";
import { keyOf } from "./settle.ts";

export interface AddFilesDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<DigestMessenger, "postFiles">;
  /** Whether posture may be posted to a channel, asked now. */
  readonly fitnessOf: (channel: string) => Promise<ChannelFitness>;
  /** Draws the trend as PNG; undefined where there is nothing to draw. */
  readonly drawChart: (trend: readonly Posture[], charted: Charted) => Promise<Uint8Array | undefined>;
}

/** For so long after a posting its files are tried again where they did not get through. */
export const FILES_PATIENCE_MILLISECONDS = 30 * 60_000;

/** Puts the full list into a digest's thread, and the chart where the message has none. */
export async function addFiles(
  dependencies: AddFilesDependencies,
  held: HeldSlot,
  work: SlotWork,
): Promise<GoOnIn> {
  const { db } = dependencies;
  const goOnIn = await postFiles(dependencies, work);
  if (goOnIn === undefined) await finishSlot(db, held);
  return goOnIn;
}

async function postFiles(
  dependencies: AddFilesDependencies,
  { slot, report, hasChart = false }: SlotWork,
): Promise<GoOnIn> {
  const { db, clock, log, fitnessOf } = dependencies;
  const { channel, ts, settledAt } = slot;
  const facts = report?.audit && (await findFacts(db, report.scope));
  if (!report || !facts || !channel || !ts || !settledAt) return undefined;
  const { subjects } = facts;
  const chart = hasChart ? undefined : await draw(dependencies, report);
  const [any] = await listFindingLines(db, subjects, { after: { rank: -1, id: 0 }, limit: 1 });
  if (!chart && !any) return undefined;
  const triedUntil = new Date(settledAt.getTime() + FILES_PATIENCE_MILLISECONDS);
  // Half an hour after the message the channel may have other readers.
  const fitness = await fitnessOf(channel);
  if (!fitness.isFit) {
    if (fitness.isPassing && clock.now() < triedUntil) return RETRY_MILLISECONDS;
    log.warn({ digest: digestName(slot.digestId), why: fitness.why }, "A digest's files were left out");
    return undefined;
  }
  const posted = await postFilesOnce(dependencies, {
    key: `${keyOf(slot)}, files`,
    message: { channel, ts },
    triedUntil,
    write: () => writeDigestFiles(db, { report, subjects, chart }),
  });
  return posted === "under way" ? LOOK_AGAIN_MILLISECONDS : undefined;
}

/** Without a picture there is still the list. */
async function draw(
  { drawChart, log }: AddFilesDependencies,
  { digestId, scope, trend }: DigestReport,
): Promise<Uint8Array | undefined> {
  if (trend.length === 0) return undefined;
  try {
    return await drawChart(trend, chartedOf(scope));
  } catch (error) {
    log.warn({ err: error, digest: digestName(digestId) }, "A digest's chart could not be drawn");
    return undefined;
  }
}
