import { randomBytes } from "node:crypto";
import type { Clock } from "../clock.ts";
import { type KeySummary, keyLookName } from "../domain/access-key.ts";
import type { Account, AccountId, AccountState } from "../domain/account.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";
import { ACCOUNTS_LISTED } from "../store/accounts.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import { addKeyLook } from "../store/key-looks.ts";
import { countKeyReadings, findKeyReadingTime } from "../store/key-readings.ts";
import { findMilestone } from "../store/milestones.ts";
import {
  type AccountKeysWanted,
  type ReadAccountKeysDependencies,
  readAccountKeys,
} from "./read-account-keys.ts";
import { summarizeKeys } from "./summarize-keys.ts";

export interface KeyLookRequest {
  /** The Slack user id of who asks. */
  readonly by: string;
  /** Where it was asked for. */
  readonly place: string;
  readonly olderThanDays?: number;
}

/** What a look at the organization's access keys comes to at once. */
export type KeyLookOutcome =
  | { readonly kind: "ready"; readonly summary: KeySummary }
  /** They are being read: the asker gets a direct message. */
  | { readonly kind: "reading"; readonly accounts: number };

export interface LookAtKeysDependencies extends ReadAccountKeysDependencies {
  readonly appendToLog: AppendToLog;
  readonly log: Log;
  /** Wakes a worker. Losing the call loses nothing: it is rung for again. */
  readonly ring: () => Promise<void>;
}

/** AWS makes no newer credential report before. */
const REPORT_MILLISECONDS = 4 * 3_600_000;
/** What could not be read is tried again sooner. */
const PARTIAL_MILLISECONDS = 10 * 60_000;
/** Somebody who looks at one account has just mended something perhaps. */
const ACCOUNT_MILLISECONDS = 60_000;
/** Longer than the report takes, and well within the time that Slack gives for an answer. */
const PATIENCE_MILLISECONDS = 120_000;

/** The readings that count for who asks now. */
export function readingsWanted(clock: Clock, partialSince?: Date) {
  const now = clock.now().getTime();
  return {
    completeSince: new Date(now - REPORT_MILLISECONDS),
    partialSince: partialSince ?? new Date(now - PARTIAL_MILLISECONDS),
  };
}

/** AWS took too long over one account's access keys. */
export class KeysNotReadInTimeError extends RootcheckError {
  constructor({ id }: Account) {
    super(
      "keys_not_read_in_time",
      `The access keys of account ${id} were to be read within ${PATIENCE_MILLISECONDS / 60_000} minutes, and AWS has not answered by then. Ask again in a while.`,
    );
  }
}

/** Nobody is let into an account that is suspended, closing or pending. */
export class AccountNotActiveError extends RootcheckError {
  constructor(id: AccountId, state: AccountState) {
    super(
      "account_not_active",
      `The access keys of account ${id} were to be read, but it is not active: ${state.toLowerCase().replaceAll("_", " ")}. They can be read once it is active.`,
    );
  }
}

/**
 * One account's access keys, read now unless that has just been done.
 * @throws {KeysNotReadInTimeError}, {AccountNotActiveError}
 */
export async function lookAtAccountKeys(
  dependencies: LookAtKeysDependencies,
  { account, by, place, olderThanDays }: KeyLookRequest & { readonly account: Account },
): Promise<KeySummary> {
  const { db, appendToLog, clock } = dependencies;
  const { id, state = "ACTIVE" } = account;
  if (state !== "ACTIVE") throw new AccountNotActiveError(id, state);
  const readAt = await findKeyReadingTime(db, id);
  const isFresh = readAt && clock.now().getTime() - readAt.getTime() <= ACCOUNT_MILLISECONDS;
  const purpose = isFresh ? undefined : `look-up-${randomBytes(4).toString("hex")}`;
  const details = { of: "access keys", ...(purpose && { session: `rootcheck-${purpose}` }) };
  const entry = { at: clock.now(), actor: by, action: "look-up", subject: id, place, details } as const;
  await db.transaction((tx) => appendToLog(tx, [entry]));
  if (purpose) await readInTime(dependencies, { account, purpose });
  const scope = { accountId: id, ...(olderThanDays !== undefined && { olderThanDays }) };
  return summarizeKeys({ db, clock }, scope, account);
}

async function readInTime(
  dependencies: ReadAccountKeysDependencies,
  { account, purpose }: Pick<AccountKeysWanted, "account" | "purpose">,
): Promise<void> {
  const { clock } = dependencies;
  const patience = new AbortController();
  const timer = clock.setTimeout(
    () => patience.abort(new KeysNotReadInTimeError(account)),
    PATIENCE_MILLISECONDS,
  );
  try {
    await readAccountKeys(dependencies, { account, isThorough: true, purpose, signal: patience.signal });
  } finally {
    clock.clearTimeout(timer);
  }
}

/** Every account's access keys: at once where they are stored and new enough, else once a worker has read them. */
export async function lookAtOrganizationKeys(
  { db, appendToLog, clock, log, ring }: LookAtKeysDependencies,
  { by, place, olderThanDays }: KeyLookRequest,
): Promise<KeyLookOutcome> {
  const age = olderThanDays === undefined ? {} : { olderThanDays };
  const wanted = readingsWanted(clock);
  const listedAt = await findMilestone(db, ACCOUNTS_LISTED);
  const { accounts, fresh } = await countKeyReadings(db, wanted);
  const isReady = listedAt && listedAt >= wanted.completeSince && accounts > 0 && fresh === accounts;
  const at = clock.now();
  const entry = { at, actor: by, action: "look-up", subject: "access keys", place } as const;
  if (isReady) {
    await db.transaction((tx) => appendToLog(tx, [{ ...entry, details: age }]));
    return { kind: "ready", summary: await summarizeKeys({ db, clock }, age) };
  }
  await db.transaction(async (tx) => {
    const look = await addKeyLook(tx, { requestedBy: by, requestedAt: at, ...age });
    await appendToLog(tx, [{ ...entry, details: { look: keyLookName(look.id), ...age } }]);
  });
  try {
    await ring();
  } catch (error) {
    log.warn({ err: error }, "The queue could not be rung for access keys; it will be rung for again");
  }
  return { kind: "reading", accounts };
}
