import type { RequestListener } from "node:http";
import { HTTPReceiver, type Logger, type Receiver, SocketModeReceiver } from "@slack/bolt";
import type { SlackConfig } from "../config.ts";
import { asRefusal } from "./clients.ts";

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

export function createConnection({ connection, apiUrl }: SlackConfig, logger: Logger): Connection {
  return connection.mode === "socket"
    ? socketConnection({ appToken: connection.appToken, apiUrl, logger })
    : httpConnection({ signingSecret: connection.signingSecret, logger });
}

function httpConnection({ signingSecret, logger }: { signingSecret: string; logger: Logger }): Connection {
  const receiver = new HTTPReceiver({ signingSecret, logger, endpoints: ["/slack/events"] });
  let open = false;
  return {
    receiver,
    requestListener: receiver.requestListener,
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
  let isOpening = false;
  // While it opens, whoever opens it is told what goes wrong, and decides whether that is worth a line in the log.
  const duly: Logger = {
    ...logger,
    error: (...parts) => (isOpening ? logger.debug(...parts) : logger.error(...parts)),
  };
  const receiver = new SocketModeReceiver({
    appToken,
    logger: duly,
    clientPingTimeout: PING_MILLISECONDS,
    installerOptions: {
      // An object of its own: the socket client writes its patience into it, which answers must not inherit.
      clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 100, factor: 1.3, maxTimeout: 30_000 } },
    },
  });
  const { client } = receiver;
  return {
    receiver,
    open: async () => {
      isOpening = true;
      try {
        await receiver.start();
      } catch (error) {
        throw asRefusal(error, "SLACK_APP_TOKEN") ?? error;
      } finally {
        isOpening = false;
      }
    },
    isOpen: () => client.websocket?.isActive() ?? false,
    close: () => client.disconnect(),
  };
}
