import { App, HTTPReceiver, type Logger, LogLevel, type Receiver, SocketModeReceiver } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import { onTestFinished } from "vitest";
import { type ControlClient, createControlClient } from "../../../src/local-slack/control-client.ts";
import { type LocalSlack, type LocalSlackOptions, startLocalSlack } from "../../../src/local-slack/start.ts";

export type Mode = "http" | "socket";

export const modes: readonly Mode[] = ["http", "socket"];

export const manifest = {
  display_information: { name: "rootcheck" },
  features: {
    app_home: { home_tab_enabled: true },
    slash_commands: [
      {
        command: "/rootcheck",
        description: "Check root users",
        usage_hint: "[account]",
        should_escape: true,
      },
    ],
    shortcuts: [
      { name: "Overview", type: "global", callback_id: "overview", description: "Open the overview" },
      { name: "Look up", type: "message", callback_id: "look_up", description: "Look up what it says" },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        ...[
          "chat:write",
          "commands",
          "files:write",
          "files:read",
          "users:read",
          "usergroups:read",
          "im:write",
        ],
        ...["channels:read", "groups:read", "im:read"],
      ],
    },
  },
  settings: {
    event_subscriptions: { bot_events: ["app_home_opened"] },
    interactivity: { is_enabled: true },
  },
};

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** A local Slack that ends with the test. */
export async function startSlack(options: Partial<LocalSlackOptions> = {}) {
  const slack = await startLocalSlack({ manifest, appToken: "xapp-test", ...options });
  onTestFinished(() => slack.close());
  return { slack, control: createControlClient(slack.url), web: clientOf(slack) };
}

export function clientOf(
  slack: LocalSlack,
  token = slack.botToken,
  options: WebClientOptions = {},
): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
    ...options,
  });
}

interface Running {
  readonly slack: LocalSlack;
  readonly control: ControlClient;
  readonly web: WebClient;
  readonly app: App;
}

/** A Bolt app connected to a local Slack of its own; both end with the test. */
export async function startApp(
  mode: Mode,
  register: (app: App) => void,
  options: Partial<LocalSlackOptions> = {},
): Promise<Running> {
  const { slack, control, web } = await startSlack(options);
  const app = await connectApp(mode, slack, register);
  return { slack, control, web, app };
}

/** A Bolt app connected to a local Slack that runs already. */
export async function connectApp(mode: Mode, slack: LocalSlack, register: (app: App) => void): Promise<App> {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({
    token: slack.botToken,
    receiver: receiverFor(mode, slack),
    deferInitialization: true,
    logger: silent,
    clientOptions,
  });
  register(app);
  await app.init();
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  onTestFinished(async () => void (await app.stop()));
  if (mode === "http") {
    const address = server && "address" in server ? server.address() : null;
    if (typeof address !== "object" || !address)
      throw new Error("wanted the port of the receiver, found none");
    const { outcome } = await createControlClient(slack.url).deliverTo({
      url: `http://127.0.0.1:${address.port}/slack/events`,
    });
    if (outcome !== "acknowledged") throw new Error(`wanted the challenge to be met, found ${outcome}`);
  }
  return app;
}

function receiverFor(mode: Mode, slack: LocalSlack): Receiver {
  if (mode === "http") return new HTTPReceiver({ signingSecret: slack.signingSecret, logger: silent });
  return new SocketModeReceiver({
    appToken: slack.appToken ?? "",
    clientPingTimeout: 200,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    logger: silent,
  });
}

/** The `error` of a refused Web API call. */
export async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof Error && "data" in thrown) return thrown.data;
    throw thrown;
  }
  throw new Error("wanted a refusal, found that the call went through");
}
