import type { Clock } from "../clock.ts";
import { digestName, type Slot, type SlotState } from "../domain/digest.ts";
import type { PostedMessage } from "../outbox/post-outcome.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { forget, forgetOthers } from "../store/digest-memory.ts";
import { type HeldSlot, settleSlot } from "../store/digest-slot-work.ts";
import { pauseDigest } from "../store/digests.ts";
import { type ShownFinding, saveShown } from "../store/shown-findings.ts";
import { pausedByItself } from "./digest-log.ts";

export interface SettleDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly appendToLog: AppendToLog;
  /** Called by the one who settles a slot. */
  readonly onSettled?: (state: SettledState) => void;
}

/** What came of a digest's time. */
export type SettledState = Exclude<SlotState, "due">;

/** Under which key a slot is posted. */
export function keyOf({ digestId, at }: Pick<Slot, "digestId" | "at">): string {
  return `digest ${digestName(digestId)} at ${at.toISOString()}`;
}

export interface Posted {
  readonly message: PostedMessage;
  readonly hasChart: boolean | undefined;
  readonly shown: readonly ShownFinding[];
}

/** The message is there: what it says is not said again, and its files are next. */
export async function settlePosted(
  { db, clock, onSettled }: SettleDependencies,
  held: HeldSlot,
  { message, hasChart, shown }: Posted,
): Promise<void> {
  const isMine = await db.transaction(async (tx) => {
    const end = { state: "posted", at: clock.now(), leftToDo: "files", message, hasChart } as const;
    if (!(await settleSlot(tx, held, end))) return false;
    await saveShown(tx, { ...message, kind: "digest" }, shown);
    await forgetOthers(tx, held);
    return true;
  });
  if (isMine) onSettled?.("posted");
}

/** There was nothing to say, which counts as said. */
export async function settleQuiet(
  { db, clock, onSettled }: SettleDependencies,
  held: HeldSlot,
): Promise<void> {
  const isMine = await db.transaction(async (tx) => {
    if (!(await settleSlot(tx, held, { state: "quiet", at: clock.now() }))) return false;
    await forgetOthers(tx, held);
    return true;
  });
  if (isMine) onSettled?.("quiet");
}

export interface Unsaid {
  readonly state: "skipped" | "uncertain" | "failed";
  readonly why: string;
  /** Whether the digest could not be posted the next time either. */
  readonly pauses?: boolean;
}

/** It was not said, or nobody knows: the next time says it. The owner is told where something went wrong. */
export async function settleUnsaid(
  { db, clock, appendToLog, onSettled }: SettleDependencies,
  held: HeldSlot,
  { state, why, pauses = false }: Unsaid,
): Promise<void> {
  const at = clock.now();
  const isMine = await db.transaction(async (tx) => {
    const end = { state, at, why, ...(state !== "skipped" && { leftToDo: "owner" as const }) };
    if (!(await settleSlot(tx, held, end))) return false;
    await forget(tx, held);
    if (pauses && (await pauseDigest(tx, held.digestId, { at, why })))
      await appendToLog(tx, [pausedByItself({ at, digestId: held.digestId, why })]);
    return true;
  });
  if (isMine) onSettled?.(state);
}
