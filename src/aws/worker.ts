import { parentPort, workerData } from "node:worker_threads";
import { systemClock } from "../clock.ts";
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
 * answers never keep a Slack acknowledgement waiting. Sessions and signatures need real time, so the clock is the system's.
 */
const config: Pick<Config, "aws" | "logLevel"> = workerData;
const log = createLog(config.logLevel).child({ thread: "aws" });
const clock = systemClock;
const call = createCaller();
const clients = await createClients(config.aws.concurrency);
const sessions = createSessions({ config: config.aws, clients, call, clock });
const organization = createOrganizationReader({ call, log });
const readAccount = createAccountReader({ config: config.aws, sessions, organization, call, clock });

type Handlers = {
  [Name in Operation]: (argument: Operations[Name]["argument"]) => Promise<Operations[Name]["answer"]>;
};

const handlers: Handlers = {
  identity: async ({ purpose }) => organization.ownIdentity(await sessions.home(purpose)),
  listAccounts: async ({ purpose }) => organization.listAccounts(await sessions.home(purpose)),
  describeAccount: async ({ id, purpose }) => organization.describeAccount(await sessions.home(purpose), id),
  readAccount,
};

async function answer<Name extends Operation>({ id, operation, argument }: Request<Name>): Promise<Response> {
  try {
    return { id, ok: true, answer: await handlers[operation](argument) };
  } catch (error) {
    log.warn({ err: error, operation }, "an operation of the AWS thread failed");
    return { id, ok: false, why: failureOf(error, MAIN_CALL[operation], "own credentials") };
  }
}

parentPort?.on("message", async (request: Request) => parentPort?.postMessage(await answer(request)));
