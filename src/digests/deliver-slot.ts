import { type Digest, type DigestReport, digestName, type Slot } from "../domain/digest.ts";
import type { Log } from "../log.ts";
import { postOnce } from "../outbox/post-once.ts";
import type { PostedMessage, PostOutcome } from "../outbox/post-outcome.ts";
import type { HeldSlot } from "../store/digest-slot-work.ts";
import type { SlotWork } from "../store/digest-slots.ts";
import { findDigest } from "../store/digests.ts";
import { findPost } from "../store/posts.ts";
import {
  AUDIT_PATIENCE_MILLISECONDS,
  type AwaitedFacts,
  type AwaitFactsDependencies,
  awaitFacts,
} from "./await-facts.ts";
import type { CheckSettingsDependencies } from "./check-settings.ts";
import { GRACE_MILLISECONDS } from "./claim-times.ts";
import { isQuiet } from "./compose.ts";
import type { DigestMessenger, DigestShown } from "./digest-messenger.ts";
import { type GatherDependencies, gather } from "./gather.ts";
import { type GoOnIn, LOOK_AGAIN_MILLISECONDS, RETRY_MILLISECONDS } from "./go-on.ts";
import { lastingTrouble } from "./refusals.ts";
import { keyOf, type SettleDependencies, settlePosted, settleQuiet, settleUnsaid } from "./settle.ts";
import { retellDigest, shownOf, versionsIn } from "./show-digest.ts";

export interface DeliverSlotDependencies
  extends AwaitFactsDependencies,
    GatherDependencies,
    CheckSettingsDependencies,
    SettleDependencies {
  readonly log: Log;
  readonly messenger: DigestMessenger;
}

/**
 * Posts a digest for one of its times, or finds out why not. What it says is stored before it is posted: whoever goes
 * on after a crash then knows what was said.
 */
export async function deliverSlot(
  dependencies: DeliverSlotDependencies,
  held: HeldSlot,
  work: SlotWork,
): Promise<GoOnIn> {
  const { db, clock } = dependencies;
  const { slot, report } = work;
  if (report && (await findPost(db, keyOf(slot)))) return finishPosting(dependencies, held, report);
  const digest = await findDigest(db, slot.digestId);
  const skipped = whySkipped(digest, work, clock.now());
  if (!digest || skipped !== undefined) {
    await settleUnsaid(dependencies, held, { state: "skipped", why: skipped ?? "the digest was deleted" });
    return undefined;
  }
  // While an audit is waited for Slack need not be asked again and again.
  const isWaiting = work.waitsSince !== undefined;
  const unfit = isWaiting ? undefined : await seeToUnfit(dependencies, held, digest);
  if (unfit) return unfit.goOnIn;
  const facts = await awaitFacts(dependencies, held, { digest, work });
  if (facts === "waiting") return LOOK_AGAIN_MILLISECONDS;
  const unfitNow = isWaiting ? await seeToUnfit(dependencies, held, digest) : undefined;
  if (unfitNow) return unfitNow.goOnIn;
  return tell(dependencies, held, { digest, slot, facts });
}

/** Sees to a digest whose channel cannot have it; undefined where it can. */
async function seeToUnfit(
  dependencies: DeliverSlotDependencies,
  held: HeldSlot,
  { channel }: Digest,
): Promise<{ readonly goOnIn: GoOnIn } | undefined> {
  const fitness = await dependencies.fitnessOf(channel);
  if (fitness.isFit) return undefined;
  if (fitness.isPassing) return { goOnIn: RETRY_MILLISECONDS };
  await settleUnsaid(dependencies, held, { state: "failed", why: fitness.why, pauses: true });
  return { goOnIn: undefined };
}

interface Telling {
  readonly digest: Digest;
  readonly slot: Slot;
  readonly facts: Exclude<AwaitedFacts, "waiting">;
}

/** Posts what there is to say, or keeps quiet. */
async function tell(
  dependencies: DeliverSlotDependencies,
  held: HeldSlot,
  { digest, slot, facts: { facts, staleBecause } }: Telling,
): Promise<GoOnIn> {
  const report = await gather(dependencies, held, { digest, slot, facts, staleBecause });
  if (!report) return undefined;
  if (!digest.isSilentWhenGreen || slot.isExtra || !isQuiet(report))
    return postNow(dependencies, held, { report, channel: digest.channel });
  await settleQuiet(dependencies, held);
  return undefined;
}

/** Why a slot is not worked on; undefined where it is. */
function whySkipped(
  digest: Digest | undefined,
  { slot, waitsSince }: SlotWork,
  now: Date,
): string | undefined {
  if (!digest) return "the digest was deleted";
  if (digest.paused && !slot.isExtra) return "the digest was paused";
  const ends = [slot.at.getTime() + GRACE_MILLISECONDS];
  // One more grace after the wait: the audit may have taken all of the first.
  if (waitsSince) ends.push(waitsSince.getTime() + AUDIT_PATIENCE_MILLISECONDS + GRACE_MILLISECONDS);
  return now.getTime() > Math.max(...ends)
    ? "rootcheck was not running, or Slack could not be reached, until it was too late"
    : undefined;
}

/** Posts a report that has been stored. */
async function postNow(
  dependencies: DeliverSlotDependencies,
  held: HeldSlot,
  { report, channel }: { readonly report: DigestReport; readonly channel: string },
): Promise<GoOnIn> {
  const { db, messenger } = dependencies;
  const shown = await shownOf(db, report);
  const called: { outcome?: PostOutcome; hasChart?: boolean } = {};
  const posted = await postOnce(dependencies, {
    key: keyOf(held),
    post: async () => {
      const answer = await messenger.postDigest(shown, channel);
      Object.assign(called, answer);
      return answer.outcome;
    },
  });
  if (posted === "under way") return LOOK_AGAIN_MILLISECONDS;
  if (posted === "failed") return settleFailed(dependencies, held, called.outcome);
  await settlePosted(dependencies, held, {
    message: posted,
    hasChart: called.hasChart,
    shown: versionsIn(shown),
  });
  return undefined;
}

/** Goes on where somebody began to post and was cut short; never posts. */
async function finishPosting(
  dependencies: DeliverSlotDependencies,
  held: HeldSlot,
  report: DigestReport,
): Promise<GoOnIn> {
  const posted = await postOnce(dependencies, {
    key: keyOf(held),
    post: async () => ({ state: "not-sent", detail: "who began to post it has given up" }),
  });
  if (posted === "under way") return LOOK_AGAIN_MILLISECONDS;
  if (posted === "failed") return settleFailed(dependencies, held, undefined);
  const shown = await shownOf(dependencies.db, report);
  await settlePosted(dependencies, held, { message: posted, hasChart: undefined, shown: versionsIn(shown) });
  await showAsItIs(dependencies, posted, shown);
  return undefined;
}

/** What was shown when it was posted is not known any more, and may have changed since. */
async function showAsItIs(
  dependencies: DeliverSlotDependencies,
  message: PostedMessage,
  { report }: DigestShown,
): Promise<void> {
  try {
    await retellDigest(dependencies, message);
  } catch (error) {
    const digest = digestName(report.digestId);
    dependencies.log.warn(
      { err: error, digest },
      "A digest that was found posted could not be brought up to date",
    );
  }
}

async function settleFailed(
  dependencies: DeliverSlotDependencies,
  held: HeldSlot,
  outcome: PostOutcome | undefined,
): Promise<GoOnIn> {
  const post = await findPost(dependencies.db, keyOf(held));
  if (post?.state !== "refused") {
    const why = outcome && "detail" in outcome ? outcome.detail : "rootcheck was stopped while it was posted";
    await settleUnsaid(dependencies, held, { state: "uncertain", why });
    return undefined;
  }
  const refusal = outcome?.state === "refused" ? outcome.detail : undefined;
  const lasting = refusal === undefined ? undefined : lastingTrouble(refusal);
  await settleUnsaid(dependencies, held, {
    state: "failed",
    why: lasting ?? refusal ?? "Slack refused it",
    pauses: lasting !== undefined,
  });
  return undefined;
}
