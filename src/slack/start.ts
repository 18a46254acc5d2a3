import type { RequestListener } from "node:http";
import type { AppOptions } from "@slack/bolt";
import type { Clock } from "../clock.ts";
import type { SlackConfig } from "../config.ts";
import type { Log } from "../log.ts";
import { boltLog } from "./bolt-log.ts";
import { noticingAnswers, type OnSlackCall } from "./calls.ts";
import type { SlackClients, SlackIdentity } from "./clients.ts";
import { createConnection } from "./connection.ts";
import { CountingApp, type DeliveryCounter } from "./deliveries.ts";
import { createInFlight } from "./in-flight.ts";
import type { Places } from "./places.ts";
import { register } from "./register.ts";
import { createAnswerFetch } from "./response-url.ts";
import type { UseCases } from "./use-cases.ts";

export interface SlackDependencies {
  readonly config: SlackConfig;
  readonly clients: SlackClients;
  readonly identity: SlackIdentity;
  readonly useCases: UseCases;
  readonly places: Places;
  readonly clock: Clock;
  readonly log: Log;
  readonly onCall?: OnSlackCall;
  readonly deliveries?: DeliveryCounter;
}

/** The app's listening side in Slack. */
export interface SlackApp {
  /** In HTTP mode, what to answer Slack's requests with. */
  readonly requestListener?: RequestListener;
  /** Starts listening. @throws {SlackRefusedError} */
  open(): Promise<void>;
  /** Whether deliveries can arrive, as far as this side knows. */
  isOpen(): boolean;
  /** Whether Slack can be reached at this moment and its deliveries can arrive. */
  isReady(): Promise<boolean>;
  /** Finishes what has been acknowledged, within `milliseconds`, and stops listening. */
  close(milliseconds: number): Promise<void>;
}

/** How long an answer to "can Slack be reached?" is taken as current. */
const REACHABLE_MILLISECONDS = 10_000;

export function createSlackApp(dependencies: SlackDependencies): SlackApp {
  const { config, clients, identity, useCases, places, clock, log } = dependencies;
  const logger = boltLog(log);
  const connection = createConnection({ log, logger }, config);
  const inFlight = createInFlight();
  const { botUserId, botId } = identity;
  const { onCall = () => {}, deliveries = { arrived: () => {}, acknowledged: () => {} } } = dependencies;
  const answerFetch = noticingAnswers(createAnswerFetch(config.apiUrl), onCall);
  const options: AppOptions = {
    receiver: connection.receiver,
    logger,
    // The identity is known already, so Bolt does not have to ask for it with every request.
    authorize: async () => ({ botToken: config.botToken, botUserId, ...(botId && { botId }) }),
    // What Bolt itself sends are answers, to wherever a delivery says; calls go through the app's own clients.
    clientOptions: { slackApiUrl: config.apiUrl, fetch: answerFetch },
    convoStore: false,
  };
  const app = new CountingApp(options, deliveries);
  app.error(async (error) => log.error({ err: error }, "A delivery of Slack's could not be handled"));
  register(app, { useCases, places, client: clients.answering, inFlight, clock, log });

  let lastAsked: { readonly at: number; readonly reachable: Promise<boolean> } | undefined;

  function isReachable(): Promise<boolean> {
    const now = clock.now().getTime();
    if (!lastAsked || now - lastAsked.at > REACHABLE_MILLISECONDS) lastAsked = { at: now, reachable: ask() };
    return lastAsked.reachable;
  }

  async function ask(): Promise<boolean> {
    try {
      return (await clients.posting.auth.test()).ok;
    } catch (error) {
      log.warn({ err: error }, "Slack could not be reached");
      return false;
    }
  }

  return {
    ...(connection.requestListener && { requestListener: connection.requestListener }),
    open: connection.open,
    isOpen: connection.isOpen,
    isReady: async () => connection.isOpen() && (await isReachable()),
    close: async (milliseconds) => {
      const patience = Promise.withResolvers<void>();
      const timer = clock.setTimeout(patience.resolve, milliseconds);
      await Promise.race([inFlight.drained(), patience.promise]);
      clock.clearTimeout(timer);
      await connection.close();
    },
  };
}
