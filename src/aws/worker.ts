import { parentPort, workerData } from "node:worker_threads";
import { type Clock, systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { createLog } from "../log.ts";
import { createCaller } from "./caller.ts";
import { createClients } from "./clients.ts";
import { failureOf } from "./failure.ts";
import { createOrganizationReader } from "./organization.ts";
import { MAIN_CALL, type Operation, type Operations, type Request, type Response } from "./protocol.ts";
import { createAccountReader } from "./read-account.ts";
import { createSessions } from "./sessions.ts";

/**
 * The AWS thread: everything that talks to AWS runs here, so that thousands of signed requests and parsed
 * answers never keep a Slack acknowledgement waiting.
 */
const config: Pick<Config, "aws" | "logLevel"> = workerData;
const log = createLog(config.logLevel).child({ thread: "aws" });
let aheadMilliseconds = 0;
const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + aheadMilliseconds) };
const call = createCaller();
const clients = await createClients(config.aws.concurrency);
const sessions = createSessions({ config: config.aws, clients, call, clock });
const organization = createOrganizationReader({ call, clock, log });
const readAccount = createAccountReader({ config: config.aws, sessions, organization, call, clock, log });

type Handlers = {
  [Name in Operation]: (argument: Operations[Name]["argument"]) => Promise<Operations[Name]["answer"]>;
};

const handlers: Handlers = {
  identity: async ({ purpose }) => organization.ownIdentity(await sessions.home(purpose)),
  listAccounts: async ({ purpose }) => organization.listAccounts(await sessions.home(purpose)),
  describeAccount: async ({ id, purpose }) => organization.describeAccount(await sessions.home(purpose), id),
  readAccount,
};

async function answer<Name extends Operation>({
  id,
  operation,
  argument,
  now,
}: Request<Name>): Promise<Response> {
  aheadMilliseconds = now.getTime() - Date.now();
  try {
    return { id, ok: true, answer: await handlers[operation](argument) };
  } catch (error) {
    log.warn({ err: error, operation }, "An operation of the AWS thread failed");
    return { id, ok: false, why: failureOf(error, MAIN_CALL[operation], "own credentials") };
  }
}

parentPort?.on("message", async (request: Request) => parentPort?.postMessage(await answer(request)));
