import type { AccountToRead } from "../audit/account-reader.ts";
import type { Clock } from "../clock.ts";
import type { AwsConfig } from "../config.ts";
import type { Account } from "../domain/account.ts";
import { type Read, type Rung, type Unreadable, unread } from "../domain/read.ts";
import type { RootFacts } from "../domain/root-facts.ts";
import type { Log } from "../log.ts";
import type { Caller } from "./caller.ts";
import type { Call } from "./calls.ts";
import { failureOf } from "./failure.ts";
import type { OrganizationReader } from "./organization.ts";
import { createFeaturesReader } from "./organization-features.ts";
import { createRootUserReader, type RootUserFacts } from "./root-user.ts";
import type { Home, Sessions } from "./sessions.ts";

export interface AccountReaderDependencies {
  readonly config: Pick<AwsConfig, "rootSessions">;
  readonly sessions: Sessions;
  readonly organization: OrganizationReader;
  readonly call: Caller;
  readonly clock: Clock;
  readonly log: Log;
}

/** The call that opens each rung, which is to blame when it does not open. */
const OPENED_BY = {
  "own credentials": "sts:GetCallerIdentity",
  "member role": "sts:AssumeRole",
  "root session": "sts:AssumeRoot",
} as const satisfies Record<Rung, Call>;

/**
 * Reads one account down the access ladder: each rung is asked only for what the one before could not answer.
 * Never rejects for what AWS says: that becomes the reason why a fact is missing.
 */
export function createAccountReader({
  config,
  sessions,
  organization,
  call,
  clock,
  log,
}: AccountReaderDependencies) {
  const readRootUser = createRootUserReader({ call, clock, log });
  const readFeatures = createFeaturesReader({ call, clock });

  async function open(rung: Rung, { account, purpose }: AccountToRead) {
    if (rung === "member role") return sessions.member(account, purpose);
    if (rung === "root session") return sessions.root(account, purpose);
    return (await sessions.home(purpose)).iam;
  }

  async function readBy(
    rung: Rung,
    request: AccountToRead,
    wanted: ReadonlySet<keyof RootFacts>,
  ): Promise<RootUserFacts> {
    try {
      return await readRootUser({ iam: await open(rung, request), rung, wanted });
    } catch (error) {
      return nothingRead(failureOf(error, OPENED_BY[rung], rung));
    }
  }

  async function descend(home: Home, request: AccountToRead): Promise<RootUserFacts> {
    const { accountId } = await organization.ownIdentity(home);
    const [first, ...others] = rungsFor(request.account, accountId, config.rootSessions);
    let facts = await readBy(first, request, new Set(request.wanted));
    for (const rung of others) {
      const missing = missingFrom(facts, request.wanted);
      if (missing.size === 0) break;
      facts = merged(facts, await readBy(rung, request, missing));
    }
    return facts;
  }

  return async (request: AccountToRead): Promise<RootFacts> => {
    const { account, purpose } = request;
    try {
      const home = await sessions.home(purpose);
      const [facts, centralCredentialsManagement] = await Promise.all([
        descend(home, request),
        readFeatures(home),
      ]);
      return { account, ...facts, centralCredentialsManagement };
    } catch (error) {
      const why = failureOf(error, "sts:GetCallerIdentity", "own credentials");
      return { account, ...nothingRead(why), centralCredentialsManagement: unread(why) };
    }
  };
}

/** The rungs to try, best first. AWS refuses root sessions for the management account. */
function rungsFor(
  account: Account,
  ownId: string,
  rootSessions: AwsConfig["rootSessions"],
): [Rung, ...Rung[]] {
  if (account.id === ownId) return ["own credentials", "member role"];
  if (account.isManagement || rootSessions === "off") return ["member role"];
  return rootSessions === "first" ? ["root session", "member role"] : ["member role", "root session"];
}

/** The wanted facts that another rung could add; keys that are known not to be there need no list. */
function missingFrom(
  facts: RootUserFacts,
  wanted: readonly (keyof RootFacts)[],
): ReadonlySet<keyof RootFacts> {
  const noKeys = facts.accessKeysPresent.known && !facts.accessKeysPresent.value;
  return new Set(
    wanted.filter(
      (fact) =>
        fact in facts && !(noKeys && fact === "accessKeys") && !facts[fact as keyof RootUserFacts].known,
    ),
  );
}

function nothingRead(why: Unreadable): RootUserFacts {
  const nothing = unread(why);
  return { passwordPresent: nothing, mfaEnabled: nothing, accessKeysPresent: nothing, accessKeys: nothing };
}

/** What was read stays; of two failures the more telling one does. */
function merged(earlier: RootUserFacts, later: RootUserFacts): RootUserFacts {
  return {
    passwordPresent: better(earlier.passwordPresent, later.passwordPresent),
    mfaEnabled: better(earlier.mfaEnabled, later.mfaEnabled),
    accessKeysPresent: better(earlier.accessKeysPresent, later.accessKeysPresent),
    accessKeys: better(earlier.accessKeys, later.accessKeys),
  };
}

/** A policy that denies root sessions is worth more to know than a role that is missing; else the last resort tells. */
function better<T>(earlier: Read<T>, later: Read<T>): Read<T> {
  if (earlier.known || later.known) return earlier.known ? earlier : later;
  return earlier.why.code === "denied-by-scp" ? earlier : later;
}
