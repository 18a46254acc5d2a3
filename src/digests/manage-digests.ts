import { type Digest, type DigestSettings, type DigestView, digestName } from "../domain/digest.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database, Transaction } from "../store/database.ts";
import { hasDueSlot } from "../store/digest-slots.ts";
import {
  deleteDigest,
  findDigest,
  insertDigest,
  listDigests,
  lockDigest,
  pauseDigest,
  resumeDigest,
  updateDigest,
} from "../store/digests.ts";
import { insertExtraSlot } from "../store/new-digest-slots.ts";
import { type CheckSettingsDependencies, checkSettings, requireFit } from "./check-settings.ts";
import { type DigestDeed, digestEntry } from "./digest-log.ts";
import { viewOf } from "./digest-views.ts";
import { nextSlot } from "./schedule.ts";

/** Something was to be done with a digest that is not there. */
export class DigestGoneError extends RootcheckError {
  constructor(id: number) {
    super("digest_gone", `There is no digest ${digestName(id)} (any more). Ask for the list of digests.`);
  }
}

/** A channel was to have more digests than anybody reads. */
export class TooManyDigestsError extends RootcheckError {
  constructor() {
    super(
      "too_many_digests",
      `A channel has ${MOST_DIGESTS} digests at most, and this one has them all. Delete or edit one of them.`,
    );
  }
}

const MOST_DIGESTS = 20;

export interface ManageDigestsDependencies extends CheckSettingsDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
}

/** Who does it, and where they asked. */
export interface Doing {
  readonly by: string;
  readonly place: string;
}

/** Makes a digest. @throws {TooManyDigestsError} and what {@link checkSettings} throws. */
export async function addDigest(
  dependencies: ManageDigestsDependencies,
  given: DigestSettings,
  { by, place }: Doing,
): Promise<DigestView> {
  const { db, clock, appendToLog } = dependencies;
  const settings = await checkSettings(dependencies, given);
  const at = clock.now();
  return db.transaction(async (tx) => {
    if ((await listDigests(tx, settings.channel)).length >= MOST_DIGESTS) throw new TooManyDigestsError();
    const made = { ...settings, createdBy: by, createdAt: at, nextAt: nextSlot(settings.schedule, at) };
    const digest = { ...made, id: await insertDigest(tx, made) };
    await appendToLog(tx, [digestEntry({ at, by, place, deed: "made", digest })]);
    return viewOf(tx, digest);
  });
}

/** Changes a digest. @throws {DigestGoneError} and what {@link checkSettings} throws. */
export async function editDigest(
  dependencies: ManageDigestsDependencies,
  { id, ...given }: Omit<DigestSettings, "channel"> & Pick<Digest, "id">,
  { by, place }: Doing,
): Promise<DigestView> {
  const { db, clock, appendToLog } = dependencies;
  const seen = await findDigest(db, id);
  if (!seen) throw new DigestGoneError(id);
  const { schedule, ...settings } = await checkSettings(dependencies, { ...given, channel: seen.channel });
  const at = clock.now();
  return db.transaction(async (tx) => {
    const before = await lockedDigest(tx, id);
    const isSameTime =
      before.schedule.cron === schedule.cron && before.schedule.timeZone === schedule.timeZone;
    const nextAt = isSameTime ? before.nextAt : nextSlot(schedule, at);
    const digest = { ...before, ...settings, schedule, nextAt };
    await updateDigest(tx, id, digest);
    const view = await viewOf(tx, digest);
    await appendToLog(tx, [digestEntry({ at, by, place, deed: "edited", digest, before })]);
    return view;
  });
}

/** Keeps a digest from being posted until it is resumed. @throws {DigestGoneError} */
export async function pause(
  dependencies: ManageDigestsDependencies,
  id: number,
  doing: Doing,
): Promise<DigestView> {
  return change(dependencies, { id, deed: "paused", ...doing }, async (tx, digest, at) => {
    if (digest.paused) return false;
    await pauseDigest(tx, id, { at, by: doing.by });
    return true;
  });
}

/**
 * Lets a digest go on from now. One that is not paused goes on as it does.
 * @throws {DigestGoneError}, {UnfitChannelError}
 */
export async function resume(
  dependencies: ManageDigestsDependencies,
  id: number,
  doing: Doing,
): Promise<DigestView> {
  const seen = await findDigest(dependencies.db, id);
  if (seen?.paused) await requireFit(dependencies, seen.channel);
  return change(dependencies, { id, deed: "resumed", ...doing }, async (tx, digest, at) => {
    if (!digest.paused) return false;
    await resumeDigest(tx, id, nextSlot(digest.schedule, at));
    return true;
  });
}

/** Deletes a digest; only what is being posted at this moment still comes. @throws {DigestGoneError} */
export async function remove(
  dependencies: ManageDigestsDependencies,
  id: number,
  doing: Doing,
): Promise<DigestView> {
  return change(dependencies, { id, deed: "deleted", ...doing }, async (tx, _, at) => {
    await deleteDigest(tx, id, at);
    return true;
  });
}

/** Has a digest posted beside its schedule, unless one of its times is on its way. @throws {DigestGoneError} */
export async function runNow(
  dependencies: ManageDigestsDependencies,
  id: number,
  doing: Doing,
): Promise<DigestView> {
  return change(dependencies, { id, deed: "posted at once", ...doing }, async (tx, _, at) => {
    if (await hasDueSlot(tx, id)) return false;
    await insertExtraSlot(tx, { digestId: id, at });
    return true;
  });
}

/** Does something to a digest that nobody else changes meanwhile, and enters it in the log if it came to anything. */
async function change(
  { db, clock, appendToLog }: ManageDigestsDependencies,
  { id, deed, by, place }: Doing & { readonly id: number; readonly deed: DigestDeed },
  act: (tx: Transaction, digest: Digest, at: Date) => Promise<boolean>,
): Promise<DigestView> {
  const at = clock.now();
  return db.transaction(async (tx) => {
    const before = await lockedDigest(tx, id);
    const isChanged = await act(tx, before, at);
    const digest = (await findDigest(tx, id)) ?? before;
    const view = await viewOf(tx, digest);
    if (isChanged) await appendToLog(tx, [digestEntry({ at, by, place, deed, digest })]);
    return view;
  });
}

async function lockedDigest(tx: Transaction, id: number): Promise<Digest> {
  const digest = await lockDigest(tx, id);
  if (!digest) throw new DigestGoneError(id);
  return digest;
}
