import PQueue from "p-queue";
import { AccountSourceError } from "../accounts/account-source.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import { keyLookName } from "../domain/access-key.ts";
import type { AccountId } from "../domain/account.ts";
import type { Unreadable } from "../domain/read.ts";
import type { Log } from "../log.ts";
import { closeKeyLook, type KeyLook, listKeyLooks } from "../store/key-looks.ts";
import { countKeyReadings, type KeyReadingsWanted, listStaleKeyReadings } from "../store/key-readings.ts";
import { claimMilestone, setMilestone } from "../store/milestones.ts";
import type { KeyMessenger, KeyReport } from "./key-messenger.ts";
import { readingsWanted } from "./look-at-keys.ts";
import { type ReadAccountKeysDependencies, readAccountKeys } from "./read-account-keys.ts";
import { summarizeKeys } from "./summarize-keys.ts";
import { tellKeyLook } from "./tell-key-look.ts";

export interface ReadOrganizationKeysDependencies extends ReadAccountKeysDependencies {
  readonly directory: Pick<AccountDirectory, "list" | "stored">;
  readonly messenger: Pick<KeyMessenger, "postKeys" | "updateKeys">;
  readonly log: Log;
  /** Accounts that are asked at the same time. */
  readonly concurrency: number;
}

const CLAIM = "access keys being read";
/** A process that died does not keep the others from going on for longer. */
const CLAIM_MILLISECONDS = 120_000;
const RENEWAL_MILLISECONDS = 30_000;
const BATCH = 100;
/** For each who waits, since Slack takes about fifty edits a minute. */
const PROGRESS_MILLISECONDS = 3_000;

/**
 * Reads every account's access keys that are not stored or too old, unless another process is at it, tells those who
 * wait how far it is, and at the end what it came to. What was read stays, so that a reading that was cut short goes on
 * where it was.
 */
export async function readOrganizationKeys(
  dependencies: ReadOrganizationKeysDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { db } = dependencies;
  if ((await listKeyLooks(db)).length === 0) return;
  const claim = await holdClaim(dependencies);
  if (!claim) return;
  try {
    for (;;) {
      const looks = await listKeyLooks(db);
      if (looks.length === 0) break;
      await answerLooks(dependencies, looks, signal);
    }
  } finally {
    await claim.release();
  }
}

/** Keeps other processes from reading the same, for as long as this one is alive; undefined if one of them is at it. */
async function holdClaim({ db, clock, log }: ReadOrganizationKeysDependencies) {
  const until = () => new Date(clock.now().getTime() + CLAIM_MILLISECONDS);
  if (!(await claimMilestone(db, CLAIM, { now: clock.now(), until: until() }))) return undefined;
  let renewal = Promise.resolve();
  const timer = clock.setInterval(() => {
    renewal = setMilestone(db, CLAIM, until()).catch((error: unknown) =>
      log.warn({ err: error }, "The claim on reading access keys could not be renewed"),
    );
  }, RENEWAL_MILLISECONDS);
  return {
    release: async () => {
      clock.clearInterval(timer);
      await renewal;
      await setMilestone(db, CLAIM, clock.now());
    },
  };
}

/** Reads once for all who wait now. */
async function answerLooks(
  dependencies: ReadOrganizationKeysDependencies,
  looks: readonly KeyLook[],
  signal: AbortSignal,
): Promise<void> {
  const { db, clock } = dependencies;
  const purpose = keyLookName(looks[0]?.id ?? 0);
  const tellAll = async (report: (look: KeyLook) => Promise<KeyReport>) => {
    for (const look of looks) await tellKeyLook(dependencies, look, await report(look));
  };
  const wanted = readingsWanted(clock, looks.at(-1)?.requestedAt);
  const tellProgress = async () => {
    const { accounts, fresh } = await countKeyReadings(db, wanted);
    await tellAll(async () => ({ state: "reading", read: fresh, accounts }));
  };
  await tellProgress();
  const why = await listAccounts(dependencies, purpose);
  if (why) {
    await tellAll(async () => ({ state: "failed", why }));
  } else {
    const everyMilliseconds = paceFor(looks);
    await readStale(dependencies, { purpose, signal, wanted, tell: tellProgress, everyMilliseconds });
    await tellAll(async ({ olderThanDays }) => {
      const scope = olderThanDays === undefined ? {} : { olderThanDays };
      return { state: "done", summary: await summarizeKeys(dependencies, scope) };
    });
  }
  for (const { id } of looks) await closeKeyLook(db, id, clock.now());
}

function paceFor(looks: readonly KeyLook[]): number {
  return looks.length * PROGRESS_MILLISECONDS;
}

/** Brings the list of accounts up to date; answers why, where AWS does not give it. */
async function listAccounts(
  { directory, log }: ReadOrganizationKeysDependencies,
  purpose: string,
): Promise<Unreadable | undefined> {
  try {
    for await (const page of directory.list(purpose)) log.debug({ accounts: page.length }, "Listed accounts");
    return undefined;
  } catch (error) {
    if (!(error instanceof AccountSourceError)) throw error;
    log.warn({ err: error }, "The accounts whose access keys are to be read could not be listed");
    return error.why;
  }
}

interface Round {
  readonly purpose: string;
  readonly signal: AbortSignal;
  readonly wanted: KeyReadingsWanted;
  readonly everyMilliseconds: number;
  tell(): Promise<void>;
}

async function readStale(
  dependencies: ReadOrganizationKeysDependencies,
  { purpose, signal, wanted, tell, everyMilliseconds }: Round,
): Promise<void> {
  const { db, clock, concurrency } = dependencies;
  const queue = new PQueue({ concurrency });
  const turn = <Answer>(ask: () => Promise<Answer>) => queue.add(ask);
  let toldAt = clock.now().getTime();
  const readOne = async (id: AccountId) => {
    const [account] = await dependencies.directory.stored([id]);
    if (account) await readAccountKeys(dependencies, { account, isThorough: false, purpose, signal, turn });
    const now = clock.now().getTime();
    if (now - toldAt < everyMilliseconds) return;
    toldAt = now;
    await tell();
  };
  for (;;) {
    signal.throwIfAborted();
    const ids = await listStaleKeyReadings(db, wanted, BATCH);
    if (ids.length === 0) return;
    const readings = await Promise.allSettled(ids.map(readOne));
    signal.throwIfAborted();
    const failed = readings.find((reading) => reading.status === "rejected");
    if (failed) throw failed.reason;
  }
}
