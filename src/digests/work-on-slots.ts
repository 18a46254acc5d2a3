import { randomUUID } from "node:crypto";
import { digestName } from "../domain/digest.ts";
import { SlackUnreachableError } from "../outbox/post-once.ts";
import { claimSlot, finishSlot, type HeldSlot, releaseSlot, renewSlot } from "../store/digest-slot-work.ts";
import { hasSlotWork, type SlotWork } from "../store/digest-slots.ts";
import { type AddFilesDependencies, addFiles, FILES_PATIENCE_MILLISECONDS } from "./add-files.ts";
import { GRACE_MILLISECONDS } from "./claim-times.ts";
import { type DeliverSlotDependencies, deliverSlot } from "./deliver-slot.ts";
import { type GoOnIn, RETRY_MILLISECONDS } from "./go-on.ts";
import { settleUnsaid } from "./settle.ts";
import { type TellOwnerDependencies, tellOwner } from "./tell-owner.ts";

export interface WorkOnSlotsDependencies
  extends DeliverSlotDependencies,
    AddFilesDependencies,
    TellOwnerDependencies {
  readonly messenger: DeliverSlotDependencies["messenger"];
}

const LEASE_MILLISECONDS = 60_000;
const RENEW_MILLISECONDS = 20_000;

/** Slack takes about one message a second in a channel. */
const CHANNEL_REST_MILLISECONDS = 1_000;

/**
 * Does what is left to do about slots, one after the other, until there is nothing more that can be done now, or no more
 * is wanted: a process that stops while many are due would else be killed over one of them.
 */
export async function workOnSlots(
  dependencies: WorkOnSlotsDependencies,
  stopping?: AbortSignal,
): Promise<void> {
  const { db, clock } = dependencies;
  while (!stopping?.aborted && (await hasSlotWork(db))) {
    const now = clock.now();
    const worker = randomUUID();
    const claim = {
      ...{ worker, now },
      until: new Date(now.getTime() + LEASE_MILLISECONDS),
      postedBefore: new Date(now.getTime() - CHANNEL_REST_MILLISECONDS),
    };
    const work = await db.transaction((tx) => claimSlot(tx, claim));
    if (!work) return;
    await workOn(dependencies, { digestId: work.slot.digestId, at: work.slot.at, worker }, work);
  }
}

async function workOn(dependencies: WorkOnSlotsDependencies, held: HeldSlot, work: SlotWork): Promise<void> {
  const { db, clock } = dependencies;
  using _renewing = renewing(dependencies, held);
  let goOnIn: GoOnIn;
  try {
    goOnIn = await step(dependencies, held, work);
  } catch (error) {
    goOnIn = await afterTrouble(dependencies, held, { work, error });
  }
  const tryAt = goOnIn === undefined ? undefined : new Date(clock.now().getTime() + goOnIn);
  await releaseSlot(db, held, tryAt);
}

function step(dependencies: WorkOnSlotsDependencies, held: HeldSlot, work: SlotWork): Promise<GoOnIn> {
  if (work.leftToDo === "files") return addFiles(dependencies, held, work);
  return work.leftToDo === "owner"
    ? tellOwner(dependencies, held, work.slot)
    : deliverSlot(dependencies, held, work);
}

/** Trouble with one slot is its own: it is tried again for a while. */
async function afterTrouble(
  dependencies: WorkOnSlotsDependencies,
  held: HeldSlot,
  { work, error }: { readonly work: SlotWork; readonly error: unknown },
): Promise<GoOnIn> {
  const { db, clock, log } = dependencies;
  const { slot, leftToDo } = work;
  const place = { digest: digestName(slot.digestId), at: slot.at, leftToDo };
  if (error instanceof SlackUnreachableError) {
    log.warn({ err: error, ...place }, "A digest could not be sent");
    return RETRY_MILLISECONDS;
  }
  log.error({ err: error, ...place }, "A digest's slot ran into trouble");
  const since = slot.settledAt ?? slot.at;
  const patience = leftToDo === "post" ? GRACE_MILLISECONDS : FILES_PATIENCE_MILLISECONDS;
  if (clock.now().getTime() - since.getTime() <= patience) return RETRY_MILLISECONDS;
  if (leftToDo !== "post") await finishSlot(db, held);
  else
    await settleUnsaid(dependencies, held, {
      state: "failed",
      why: "rootcheck ran into trouble of its own; its log says more",
    });
  return undefined;
}

/** Keeps a slot in its worker's hands until disposed of. */
function renewing({ db, clock, log }: WorkOnSlotsDependencies, held: HeldSlot): Disposable {
  const timer = clock.setInterval(() => {
    renewSlot(db, held, new Date(clock.now().getTime() + LEASE_MILLISECONDS)).catch((error: unknown) =>
      log.warn({ err: error, digest: digestName(held.digestId) }, "The claim on a slot could not be renewed"),
    );
  }, RENEW_MILLISECONDS);
  return { [Symbol.dispose]: () => clock.clearInterval(timer) };
}
