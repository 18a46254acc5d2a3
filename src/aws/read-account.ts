import type { AccountToRead } from "../audit/account-reader.ts";
import type { Clock } from "../clock.ts";
import type { AwsConfig } from "../config.ts";
import { rootArn } from "../domain/account.ts";
import { type Rung, unread } from "../domain/read.ts";
import type { ReadFacts, RootFacts } from "../domain/root-facts.ts";
import type { Log } from "../log.ts";
import { abortable, type Caller } from "./caller.ts";
import { createDenialExplainer } from "./explain-denial.ts";
import { failureOf } from "./failure.ts";
import { createCulpritFinder } from "./find-culprit.ts";
import { factsForNext, factsToAskAgain, OPENED_BY, rungsFor, rungsToGoOnWith } from "./ladder.ts";
import type { OrganizationReader } from "./organization.ts";
import { createFeaturesReader } from "./organization-features.ts";
import { allUnread, forgetting, merged, nothingReadYet, type RootFact } from "./root-facts.ts";
import { readRootUser } from "./root-user.ts";
import type { PolicyReader } from "./service-control-policies.ts";
import type { Home, Sessions } from "./sessions.ts";

export interface AccountReaderDependencies {
  readonly config: Pick<AwsConfig, "rootSessions" | "memberRole">;
  readonly sessions: Sessions;
  readonly organization: OrganizationReader;
  readonly policies: PolicyReader;
  readonly call: Caller;
  readonly clock: Clock;
  readonly log: Log;
}

interface Step {
  readonly rung: Rung;
  readonly had: RootFacts;
  readonly wanted: ReadonlySet<RootFact>;
}

/** What one account needs gives up with the signal; what many accounts share does not. */
interface Waited {
  readonly request: AccountToRead;
  readonly signal: AbortSignal;
}

/**
 * Reads one account down the access ladder: each rung is asked only for what the one before could not answer.
 * Never rejects for what AWS says: that becomes the reason why a fact is missing.
 */
export function createAccountReader(dependencies: AccountReaderDependencies) {
  const { config, sessions, organization, clock, log } = dependencies;
  const readFeatures = createFeaturesReader(dependencies);
  const findCulprit = createCulpritFinder({ ...dependencies, unitsAbove: organization.unitsAbove });
  const explain = createDenialExplainer({ config, findCulprit });

  async function open(rung: Rung, { account, purpose }: AccountToRead) {
    if (rung === "member role") return sessions.member(account, purpose);
    if (rung === "root session") return sessions.root(account, purpose);
    return sessions.home(purpose);
  }

  async function readBy({ rung, had, wanted }: Step, { request, signal }: Waited): Promise<RootFacts> {
    try {
      signal.throwIfAborted();
      const { iam } = await open(rung, request);
      const call = abortable(dependencies.call, signal);
      const arn = rootArn(request.account.partition, request.account.id);
      return await readRootUser(
        { iam, rung, call, clock, log },
        { had, wanted, rootArn: arn, fresh: request.fresh ?? false },
      );
    } catch (error) {
      return merged(had, allUnread(failureOf(error, OPENED_BY[rung], rung)));
    }
  }

  async function descend(home: Home, waited: Waited): Promise<RootFacts> {
    const { account, ...request } = waited.request;
    const own = await organization.ownIdentity(home);
    const earlier: RootFacts = request.earlier ?? nothingReadYet;
    const wanted = factsToAskAgain(earlier, rootFactsAmong(request.wanted));
    if (wanted.size === 0) return earlier;
    const rungs = rungsFor(account, own.accountId, config.rootSessions);
    const [first, ...others] = rungsToGoOnWith(rungs, earlier, wanted);
    let facts = forgetting(earlier, wanted);
    if (first) facts = await readBy({ rung: first, had: facts, wanted }, waited);
    for (const rung of others) {
      const missing = factsForNext(rung, facts, wanted);
      if (missing.size > 0) facts = await readBy({ rung, had: facts, wanted: missing }, waited);
    }
    return explain(facts, { home, account, own, purpose: request.purpose });
  }

  return async (request: AccountToRead, signal: AbortSignal): Promise<ReadFacts> => {
    const earlier = request.earlier?.centralCredentialsManagement;
    try {
      const home = await sessions.home(request.purpose);
      const [facts, centralCredentialsManagement] = await Promise.all([
        descend(home, { request, signal }),
        earlier?.known ? earlier : readFeatures(home, request.fresh),
      ]);
      return { ...facts, centralCredentialsManagement };
    } catch (error) {
      const why = failureOf(error, "sts:GetCallerIdentity", "own credentials");
      const facts = merged(request.earlier ?? nothingReadYet, allUnread(why));
      return { ...facts, centralCredentialsManagement: earlier?.known ? earlier : unread(why) };
    }
  };
}

function rootFactsAmong(wanted: AccountToRead["wanted"]): ReadonlySet<RootFact> {
  return new Set(wanted.filter((fact): fact is RootFact => fact in nothingReadYet));
}
