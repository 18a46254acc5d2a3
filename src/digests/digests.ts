import type { Digest, DigestSettings, DigestView } from "../domain/digest.ts";
import type { PostedMessage } from "../outbox/post-outcome.ts";
import { claimTimes } from "./claim-times.ts";
import { findDigestView, listDigestViews } from "./digest-views.ts";
import {
  addDigest,
  type Doing,
  editDigest,
  type ManageDigestsDependencies,
  pause,
  remove,
  resume,
  runNow,
} from "./manage-digests.ts";
import { retellDigest } from "./show-digest.ts";
import { type WorkOnSlotsDependencies, workOnSlots } from "./work-on-slots.ts";

export interface DigestsDependencies extends ManageDigestsDependencies, WorkOnSlotsDependencies {}

/** What people do with digests, and what posts them. */
export interface Digests {
  /** Of one channel, or all. */
  list(channel?: string): Promise<readonly DigestView[]>;
  find(id: number): Promise<DigestView | undefined>;
  add(settings: DigestSettings, doing: Doing): Promise<DigestView>;
  edit(id: Digest["id"], settings: Omit<DigestSettings, "channel">, doing: Doing): Promise<DigestView>;
  pause(id: number, doing: Doing): Promise<DigestView>;
  /** From now on; what was missed meanwhile is not made up for. */
  resume(id: number, doing: Doing): Promise<DigestView>;
  remove(id: number, doing: Doing): Promise<DigestView>;
  /** Posts it as soon as may be, beside its schedule; joins one that is on its way. */
  runNow(id: number, doing: Doing): Promise<DigestView>;
  /**
   * Sees to the times that have come, and to what is left to do about those before; to be called every few seconds.
   * Whoever calls while that goes on waits for the same. Once the signal aborts only what has been begun is ended.
   */
  tick(stopping?: AbortSignal): Promise<void>;
  /** Shows a digest with its findings as they are now; false if its message is not there any more. */
  retell(message: PostedMessage): Promise<boolean>;
}

export function createDigests(dependencies: DigestsDependencies): Digests {
  const { db } = dependencies;
  let ticking: Promise<void> | undefined;

  async function tickOnce(stopping?: AbortSignal): Promise<void> {
    await claimTimes(dependencies);
    await workOnSlots(dependencies, stopping);
  }

  return {
    list: (channel) => listDigestViews(db, channel),
    find: (id) => findDigestView(db, id),
    add: (settings, doing) => addDigest(dependencies, settings, doing),
    edit: (id, settings, doing) => editDigest(dependencies, { ...settings, id }, doing),
    pause: (id, doing) => pause(dependencies, id, doing),
    resume: (id, doing) => resume(dependencies, id, doing),
    remove: (id, doing) => remove(dependencies, id, doing),
    runNow: (id, doing) => runNow(dependencies, id, doing),
    tick: (stopping) => {
      ticking ??= tickOnce(stopping).finally(() => {
        ticking = undefined;
      });
      return ticking;
    },
    retell: (message) => retellDigest(dependencies, message),
  };
}
