import { type StandInDependencies, standInsFor } from "../access/stand-ins.ts";
import type { Clock } from "../clock.ts";
import { type Digest, digestName, type Slot } from "../domain/digest.ts";
import type { Log } from "../log.ts";
import { postOnce } from "../outbox/post-once.ts";
import type { Database } from "../store/database.ts";
import { finishSlot, type HeldSlot } from "../store/digest-slot-work.ts";
import { findDigest } from "../store/digests.ts";
import { findPost } from "../store/posts.ts";
import type { DigestMessenger, DigestTrouble } from "./digest-messenger.ts";
import { type GoOnIn, LOOK_AGAIN_MILLISECONDS } from "./go-on.ts";
import { keyOf } from "./settle.ts";

export interface TellOwnerDependencies extends StandInDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly messenger: Pick<DigestMessenger, "postTrouble">;
}

/** Tells a digest's owner directly of a slot that failed, or the first operator who can be told. Once. */
export async function tellOwner(
  dependencies: TellOwnerDependencies,
  held: HeldSlot,
  slot: Slot,
): Promise<GoOnIn> {
  const { db, log } = dependencies;
  const digest = await findDigest(db, slot.digestId);
  if (digest) {
    const told = await tellSomebody(dependencies, troubleOf(digest, slot));
    if (told === "under way") return LOOK_AGAIN_MILLISECONDS;
    if (told === "nobody")
      log.error(
        { digest: digestName(digest.id), at: slot.at, why: slot.why },
        "Nobody could be told of a digest's trouble",
      );
  }
  await finishSlot(db, held);
  return undefined;
}

function troubleOf(digest: Digest, slot: Slot): DigestTrouble {
  if (slot.state === "uncertain") return { kind: "uncertain", digest, slot };
  const isPaused = digest.paused !== undefined && digest.paused.by === undefined;
  return { kind: isPaused ? "paused" : "failed", digest, slot, why: slot.why ?? "Slack refused it" };
}

type Told = "told" | "under way" | "nobody";

async function tellSomebody(dependencies: TellOwnerDependencies, trouble: DigestTrouble): Promise<Told> {
  for (const person of await standInsFor(dependencies, trouble.digest.createdBy)) {
    const told = await tell(dependencies, person, trouble);
    if (told !== "nobody") return told;
  }
  return "nobody";
}

/** A message of which nobody knows whether it arrived counts as told: one too many is worse here than one too few. */
async function tell(
  dependencies: TellOwnerDependencies,
  person: string,
  trouble: DigestTrouble,
): Promise<Told> {
  const { db, messenger } = dependencies;
  const key = `${keyOf(trouble.slot)}, trouble told to ${person}`;
  const told = await postOnce(dependencies, { key, post: () => messenger.postTrouble(person, trouble) });
  if (told === "under way") return told;
  return told === "failed" && (await findPost(db, key))?.state === "refused" ? "nobody" : "told";
}
