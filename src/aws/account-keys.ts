import type { KeysToRead } from "../access-keys/key-reader.ts";
import type { Clock } from "../clock.ts";
import type { AwsConfig } from "../config.ts";
import type { AccountKeys } from "../domain/access-key.ts";
import { type Rung, unread } from "../domain/read.ts";
import type { Log } from "../log.ts";
import { readAccessKeys } from "./access-keys.ts";
import { abortable, type Caller } from "./caller.ts";
import { readEverybodysKeys } from "./everybodys-keys.ts";
import { failureOf } from "./failure.ts";
import { OPENED_BY, rungsFor } from "./ladder.ts";
import type { OrganizationReader } from "./organization.ts";
import type { Reading } from "./reading.ts";
import type { Sessions } from "./sessions.ts";

export interface KeyReaderDependencies {
  readonly config: Pick<AwsConfig, "rootSessions">;
  readonly sessions: Sessions;
  readonly organization: OrganizationReader;
  readonly call: Caller;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Reads an account's access keys: one credential report shows them all, except for their ids and for what it has no
 * columns for, which is listed user by user. Where there is no report to be had, everything is listed. Root's keys are
 * read by root session where the account lets nobody in otherwise and such sessions are on.
 */
export function createKeyReader(dependencies: KeyReaderDependencies) {
  const { config, sessions, organization, clock, log } = dependencies;

  async function readInside({ account, purpose, ...how }: KeysToRead, reading: Omit<Reading, "iam">) {
    const { rung } = reading;
    try {
      const session = rung === "member role" ? sessions.member(account, purpose) : sessions.home(purpose);
      return await readEverybodysKeys({ ...reading, iam: (await session).iam }, how);
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
