import type { RequestListener } from "node:http";
import { HTTPReceiver, type Logger, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { z } from "zod";
import type { SlackConfig } from "../config.ts";
import type { Log } from "../log.ts";
import { asRefusal, isRefusal, SlackRefusedError } from "./clients.ts";
import { onlySigned } from "./signed-requests.ts";

/** How Slack's deliveries reach the app. */
export interface Connection {
  readonly receiver: Receiver;
  /** In HTTP mode, what to answer Slack's requests with. */
  readonly requestListener?: RequestListener;
  /** Resolves once deliveries can arrive. @throws {SlackRefusedError} */
  open(): Promise<void>;
  /** Whether deliveries can arrive at this moment, as far as this side knows. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/** Bolt waits this long, times the failures in a row, before it connects again; Slack ends connections routinely. */
const PING_MILLISECONDS = 2_000;

export interface ConnectionDependencies {
  readonly log: Log;
  /** The same log, for Bolt. */
  readonly logger: Logger;
}

export function createConnection(
  { log, logger }: ConnectionDependencies,
  { connection, apiUrl }: SlackConfig,
): Connection {
  return connection.mode === "socket"
    ? socketConnection({ appToken: connection.appToken, apiUrl, logger })
    : httpConnection({ signingSecret: connection.signingSecret, log, logger });
}

function httpConnection({
  signingSecret,
  log,
  logger,
}: ConnectionDependencies & { readonly signingSecret: string }): Connection {
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: ["/slack/events"] });
  const receive = onlySigned({ signingSecret, log }, receiver.requestListener);
  let open = false;
  return {
    receiver,
    requestListener: (request, response) => {
      if (open) receive(request, response);
      else response.writeHead(503).end();
    },
    open: async () => {
      open = true;
    },
    isOpen: () => open,
    close: async () => {
      open = false;
    },
  };
}

interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly logger: Logger;
}

function socketConnection({ appToken, apiUrl, logger }: SocketOptions): Connection {
  const refused = Promise.withResolvers<never>();
  refused.promise.catch(() => undefined);
  let isRefused = false;
  function refuse(error: SlackRefusedError): void {
    isRefused = true;
    refused.reject(error);
  }
  // A refusal is told by whoever opens the connection, in better words.
  const duly: Logger = { ...logger, error: (...parts) => (isRefused ? undefined : logger.error(...parts)) };
  const receiver = new SocketModeReceiver({
    appToken,
    logger: duly,
    clientPingTimeout: PING_MILLISECONDS,
    installerOptions: {
      // An object of its own: the socket client writes its patience into it, which answers must not inherit.
      clientOptions: {
        slackApiUrl: apiUrl,
        retryConfig: { retries: 100, factor: 1.3, maxTimeout: 30_000 },
        fetch: noticingRefusals(refuse),
      },
    },
  });
  const { client } = receiver;
  return {
    receiver,
    open: async () => {
      try {
        await Promise.race([receiver.start(), refused.promise]);
      } catch (error) {
        throw asRefusal(error, "SLACK_APP_TOKEN") ?? error;
      }
    },
    isOpen: () => client.websocket?.isActive() ?? false,
    close: () => client.disconnect(),
  };
}

/** The socket client keeps trying after most refusals without a word; some of them no trying will mend. */
function noticingRefusals(refuse: (error: SlackRefusedError) => void): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { data } = z
      .object({ ok: z.literal(false), error: z.string() })
      .safeParse(await bodyOf(response.clone()));
    if (data && isRefusal(data.error)) refuse(new SlackRefusedError("SLACK_APP_TOKEN", data.error));
    return response;
  };
}

/** Undefined where it is not JSON: that is for the client to complain about. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
