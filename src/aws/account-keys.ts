import PQueue from "p-queue";
import type { KeysToRead } from "../access-keys/key-reader.ts";
import type { Clock } from "../clock.ts";
import type { AwsConfig } from "../config.ts";
import { type AccessKey, type AccountKeys, idleSince, type KeyTroubles } from "../domain/access-key.ts";
import { type Read, type Rung, type Unreadable, unread } from "../domain/read.ts";
import type { Log } from "../log.ts";
import { readAccessKeys, readAccessKeysOf } from "./access-keys.ts";
import { readSummary } from "./account-summary.ts";
import { abortable, type Caller } from "./caller.ts";
import { readReport } from "./credential-report.ts";
import { failureOf } from "./failure.ts";
import { parseKeyRows, type ReportedKeys, type ReportedUser } from "./key-rows.ts";
import { OPENED_BY, rungsFor } from "./ladder.ts";
import type { OrganizationReader } from "./organization.ts";
import type { Reading } from "./reading.ts";
import type { Sessions } from "./sessions.ts";
import { readUserNames } from "./user-names.ts";

export interface KeyReaderDependencies {
  readonly config: Pick<AwsConfig, "rootSessions">;
  readonly sessions: Sessions;
  readonly organization: OrganizationReader;
  readonly call: Caller;
  readonly clock: Clock;
  readonly log: Log;
}

/** Users of one account whose keys are listed one by one, those whose keys lie unused for longest first. */
const MOST_LISTED = 500;
const AT_ONCE = 5;
/** In a report that was made just now, nobody is missing. */
const NEW_MILLISECONDS = 60_000;

/**
 * Reads an account's access keys: one credential report shows them all, except for their ids and for what it has no
 * columns for, which is listed user by user. Where there is no report to be had, everything is listed. Root's keys are
 * read by root session where the account lets nobody in otherwise and such sessions are on.
 */
export function createKeyReader(dependencies: KeyReaderDependencies) {
  const { config, sessions, organization, clock, log } = dependencies;

  async function readInside({ account, purpose, report }: KeysToRead, reading: Omit<Reading, "iam">) {
    const { rung } = reading;
    try {
      const session = rung === "member role" ? sessions.member(account, purpose) : sessions.home(purpose);
      return await readFromInside({ ...reading, iam: (await session).iam }, report);
    } catch (error) {
      const why = failureOf(error, OPENED_BY[rung], rung);
      return { keys: [], asOf: clock.now(), troubles: { root: why, users: why } } satisfies AccountKeys;
    }
  }

  async function readByRootSession({ account, purpose }: KeysToRead, reading: Omit<Reading, "iam">) {
    try {
      const { iam } = await sessions.root(account, purpose);
      return await readAccessKeys({ ...reading, iam });
    } catch (error) {
      return unread(failureOf(error, OPENED_BY["root session"], "root session"));
    }
  }

  async function readKeys(request: KeysToRead, signal: AbortSignal): Promise<AccountKeys> {
    const { account, purpose } = request;
    const own = await organization.ownIdentity(await sessions.home(purpose));
    const inside: Rung = account.id === own.accountId ? "own credentials" : "member role";
    const reading = { rung: inside, call: abortable(dependencies.call, signal), clock, log };
    const found = await readInside(request, reading);
    signal.throwIfAborted();
    const { root: why, ...troubles } = found.troubles;
    const maySessions = rungsFor(account, own.accountId, config.rootSessions).includes("root session");
    if (!why || why.until || !maySessions) return found;
    const root = await readByRootSession(request, { ...reading, rung: "root session" });
    signal.throwIfAborted();
    return root.known ? { ...found, keys: [...root.value, ...found.keys], troubles } : found;
  }

  return async (request: KeysToRead, signal: AbortSignal): Promise<AccountKeys> => {
    try {
      return await readKeys(request, signal);
    } catch (error) {
      signal.throwIfAborted();
      const why = failureOf(error, "sts:GetCallerIdentity", "own credentials");
      return { keys: [], asOf: clock.now(), troubles: { root: why, users: why } };
    }
  };
}

async function readFromInside(reading: Reading, use: KeysToRead["report"]): Promise<AccountKeys> {
  if (use === "leave out") return readWithoutReport(reading);
  const report = await readReport(reading, {
    isBeingMade: use === "fetch",
    parse: parseKeyRows,
    field: "access_key_1_active, access_key_2_active",
  });
  if (report.known) return readDetails(reading, report.value, report.origin.asOf ?? report.origin.readAt);
  const { why } = report;
  if (why.until) return { keys: [], asOf: reading.clock.now(), troubles: { root: why, users: why } };
  return readWithoutReport(reading, why);
}

/** Adds to what a report shows the keys' ids, and the keys that it does not show. */
async function readDetails(reading: Reading, report: ReportedKeys, asOf: Date): Promise<AccountKeys> {
  const holders = [
    ...report.users.filter(({ keys, isComplete }) => keys.length > 0 || !isComplete),
    ...(await usersSince(reading, report, asOf)),
  ];
  const { listed, details } = await listKeysOf(reading, holders);
  const users = holders.flatMap(
    (holder): readonly AccessKey[] =>
      listed.get(holder.user) ?? holder.keys.map((key) => ({ ...key, user: holder.user })),
  );
  const root: Unreadable | undefined = report.root
    ? undefined
    : missing(reading, "access_key_1_active, access_key_2_active");
  return {
    keys: [...(report.root ?? []), ...users],
    asOf,
    troubles: { ...(root && { root }), ...(details && { details }) },
  };
}

/** Users of whom a report that AWS has kept for a while says nothing, because they were made since. */
async function usersSince(
  reading: Reading,
  { users }: ReportedKeys,
  asOf: Date,
): Promise<readonly ReportedUser[]> {
  if (reading.clock.now().getTime() - asOf.getTime() < NEW_MILLISECONDS) return [];
  const names = await readUserNames(reading);
  if (!names.known) return [];
  const reported = new Set(users.map(({ user }) => user));
  return names.value.filter((name) => !reported.has(name)).map(unreported);
}

function unreported(user: string): ReportedUser {
  return { user, keys: [], isComplete: false };
}

function missing({ rung }: Reading, detail: string): Unreadable {
  return { code: "missing-in-answer", call: "iam:GetCredentialReport", detail, rung };
}

/** Lists users' keys until one is refused: what one is refused, all are. */
async function listKeysOf(reading: Reading, holders: readonly ReportedUser[]) {
  const listed = new Map<string, readonly AccessKey[]>();
  const queue = new PQueue({ concurrency: AT_ONCE });
  const first = longestIdleFirst(holders).slice(0, MOST_LISTED);
  let details: Unreadable | undefined = holders.length > first.length ? beyond(reading) : undefined;
  let isRefused = false;
  const listOne = async ({ user, keys }: ReportedUser) => {
    if (isRefused) return;
    const read: Read<readonly AccessKey[]> = await readAccessKeysOf(reading, { user, reported: keys });
    if (read.known) listed.set(user, read.value);
    else {
      isRefused = true;
      details = read.why;
    }
  };
  await Promise.all(first.map((holder) => queue.add(() => listOne(holder))));
  return { listed, details };
}

function longestIdleFirst(holders: readonly ReportedUser[]): readonly ReportedUser[] {
  const idle = ({ keys, isComplete }: ReportedUser) =>
    isComplete ? Math.min(...keys.map((key) => idleSince(key)?.getTime() ?? 0)) : 0;
  return holders.toSorted((one, other) => idle(one) - idle(other));
}

function beyond({ rung }: Reading): Unreadable {
  const detail = `only ${MOST_LISTED} users' keys are listed by their ids`;
  return { code: "not-read-yet", call: "iam:ListAccessKeys", detail, rung };
}

/** Lists everything. Of root it can only be said that there are no keys: `why` is the reason if there are some. */
async function readWithoutReport(reading: Reading, why?: Unreadable): Promise<AccountKeys> {
  const [{ accessKeysPresent }, names] = await Promise.all([readSummary(reading), readUserNames(reading)]);
  const hasNone = accessKeysPresent.known && !accessKeysPresent.value;
  const root = hasNone ? undefined : (why ?? missing(reading, "the report does not come"));
  const asOf = reading.clock.now();
  if (!names.known) {
    const users = why ?? names.why;
    return { keys: [], asOf, troubles: { ...(root && { root }), users } };
  }
  const holders = names.value.map(unreported);
  const { listed, details } = await listKeysOf(reading, holders);
  const troubles: KeyTroubles = {
    ...(root && { root }),
    ...(details && (listed.size === 0 ? { users: details } : { details })),
  };
  return { keys: [...listed.values()].flat(), asOf, troubles };
}
