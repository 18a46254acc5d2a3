import { AsyncLocalStorage } from "node:async_hooks";
import { parentPort, workerData } from "node:worker_threads";
import { type Clock, systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Account } from "../domain/account.ts";
import type { Spent } from "../domain/canonical-id.ts";
import { createForwardedLog } from "../log.ts";
import { createKeyReader } from "./account-keys.ts";
import type { Attempt } from "./attempts.ts";
import { abortable, createCaller } from "./caller.ts";
import { createCanonicalReader } from "./canonical-ids.ts";
import { createClients } from "./clients.ts";
import { createDoctor } from "./doctor/diagnose.ts";
import { failureOf } from "./failure.ts";
import { createOrganizationReader } from "./organization.ts";
import { createOrganizationFactsReader } from "./organization-facts.ts";
import { createProfileReader } from "./profile.ts";
import {
  type Abort,
  LOADED,
  type Logged,
  MAIN_CALL,
  type Operation,
  type Operations,
  type Request,
  type Response,
} from "./protocol.ts";
import { createAccountReader } from "./read-account.ts";
import { createRootEmailReader } from "./root-email/index.ts";
import { createPolicyReader } from "./service-control-policies.ts";
import { createSessions } from "./sessions.ts";

/**
 * The AWS thread: everything that talks to AWS runs here, so that thousands of signed requests and parsed
 * answers never keep a Slack acknowledgement waiting.
 */
const config: Pick<Config, "aws" | "logLevel"> = workerData;
const log = createForwardedLog(config.logLevel, {
  thread: "aws",
  forward: (line) => post({ kind: "log", line }),
});
let aheadMilliseconds = 0;
const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + aheadMilliseconds) };
/** For the request that is being answered; what several share counts for who came first. */
const tallies = new AsyncLocalStorage<{ calls: number }>();
const call = createCaller({
  onCall: () => {
    const tally = tallies.getStore();
    if (tally) tally.calls += 1;
  },
});
/** Told with the next answer, whosever that is: a message of its own for each would cost more than it says. */
const attempts: Attempt[] = [];
const onAttempt = (attempt: Attempt) => attempts.push(attempt);
const clients = await createClients(config.aws.concurrency, onAttempt);
/** Gives up early, so that the doctor can say what the trouble is before its time is over. */
const impatientClients = await createClients(config.aws.concurrency, onAttempt, {
  retryMode: "standard",
  maxAttempts: 3,
});
const sessions = createSessions({ config: config.aws, clients, call, clock });
const organization = createOrganizationReader({ call, clock, log });
const policies = createPolicyReader({ call, clock });
const readOrganization = createOrganizationFactsReader({ sessions, policies, organization, call, clock });
const reading = { config: config.aws, sessions, organization, policies, call, clock, log };
const readAccount = createAccountReader(reading);
const readKeys = createKeyReader(reading);
const readProfile = createProfileReader({ config: config.aws, sessions, organization, call, clock });
const readSightings = createRootEmailReader({ sessions, organization, call, clock });
const canonicalIds = createCanonicalReader({ sessions, organization, call, clock });
const diagnose = createDoctor({
  ...{ config: config.aws, clients: impatientClients, call, clock, log },
  realNow: systemClock.now,
});
const underWay = new Map<number, AbortController>();

/** What one request is answered with. */
interface Answering {
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal;
  readonly sendPage: (page: readonly Account[]) => void;
  readonly sendProgress: (progress: Spent) => void;
}

type Handlers = {
  [Name in Operation]: (
    argument: Operations[Name]["argument"],
    answering: Answering,
  ) => Promise<Operations[Name]["answer"]>;
};

const handlers: Handlers = {
  identity: async ({ purpose }) => organization.ownIdentity(await sessions.home(purpose)),
  listAccounts: async ({ purpose }, { signal, sendPage }) => {
    const home = await sessions.home(purpose);
    for await (const page of organization.listAccounts(home, abortable(call, signal))) sendPage(page);
  },
  listUnits: async ({ purpose }, { signal }) =>
    organization.listUnits(await sessions.home(purpose), abortable(call, signal)),
  listAccountIdsIn: async ({ unitId, purpose }, { signal }) =>
    organization.listAccountIdsIn(await sessions.home(purpose), unitId, abortable(call, signal)),
  describeAccount: async ({ id, purpose }) => organization.describeAccount(await sessions.home(purpose), id),
  readAccount: (request, { signal }) => readAccount(request, signal),
  readOrganization: ({ purpose }, { signal }) => readOrganization(purpose, signal),
  readProfile: (request, { signal }) => readProfile(request, signal),
  readKeys: (request, { signal }) => readKeys(request, signal),
  readCanonicalId: (request, { signal, sendProgress }) =>
    canonicalIds.readCanonicalId(request, signal, sendProgress),
  findKeyOwner: (request) => canonicalIds.findKeyOwner(request),
  readSightings: (wanted, { signal }) => readSightings(wanted, signal),
  diagnose: (request, { signal }) => diagnose(request, signal),
};

function post(message: Response | Logged): void {
  parentPort?.postMessage(message);
}

async function answer<Name extends Operation>({
  id,
  operation,
  argument,
  now,
}: Request<Name>): Promise<void> {
  aheadMilliseconds = now.getTime() - Date.now();
  const abandoned = new AbortController();
  underWay.set(id, abandoned);
  const tally = { calls: 0 };
  try {
    const sendPage = (page: readonly Account[]) => post({ id, kind: "page", page });
    const sendProgress = (progress: Spent) => post({ id, kind: "progress", progress });
    const answering = { signal: abandoned.signal, sendPage, sendProgress };
    const found = await tallies.run(tally, () => handlers[operation](argument, answering));
    post({ id, kind: "answer", answer: found, ...tally, attempts: attempts.splice(0) });
  } catch (error) {
    if (abandoned.signal.aborted) return;
    log.warn({ err: error, operation }, "An operation of the AWS thread failed");
    const why = failureOf(error, MAIN_CALL[operation], "own credentials");
    post({ id, kind: "failure", why, ...tally, attempts: attempts.splice(0) });
  } finally {
    underWay.delete(id);
  }
}

parentPort?.on("message", async (message: Request | Abort) => {
  if (message.kind === "abort") underWay.get(message.id)?.abort();
  else await answer(message);
});

parentPort?.postMessage(LOADED);
