import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Clock, systemClock } from "../clock.ts";
import { createBlockKit } from "./block-kit/block-kit.ts";
import { createChanges } from "./changes.ts";
import type { WireEntry } from "./control.ts";
import { createDispatcher } from "./delivery/dispatcher.ts";
import { createSockets } from "./delivery/sockets.ts";
import { createDirectory } from "./directory.ts";
import { createFaults } from "./faults.ts";
import { createFiles } from "./files.ts";
import { parseManifest } from "./manifest.ts";
import { createMessages } from "./messages.ts";
import { createResponseUrls } from "./response-urls.ts";
import { route } from "./route.ts";
import type { Slack } from "./slack.ts";
import { defaultSwitches, type Switches } from "./switches.ts";
import { createIds, createTimestamps } from "./timestamps.ts";
import { createTriggers } from "./triggers.ts";
import { createViews } from "./views.ts";
import { createRateLimits, type RateLimitMode } from "./web-api/rate-limits.ts";
import { createWire } from "./wire.ts";
import { sampleWorkspace, type Workspace } from "./workspace.ts";

/** How a local Slack is set up. */
export interface LocalSlackOptions {
  /** The app's manifest as it comes out of its YAML or JSON. */
  readonly manifest: unknown;
  /** 0, or left out: any free port. */
  readonly port?: number;
  readonly workspace?: Workspace;
  readonly botToken?: string;
  /** Without it `apps.connections.open` refuses every token. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** Where signed HTTP goes while no socket is connected; can be set later through the control interface. */
  readonly eventsUrl?: string;
  /** Drives the three-second limit, retries and delays. */
  readonly clock?: Clock;
  /** Delays and duplicates some deliveries, the same ones for the same seed. */
  readonly unruly?: { readonly seed: number };
  /** `generous` unless given. */
  readonly rateLimits?: RateLimitMode;
  readonly switches?: Partial<Switches>;
  /** Answers every path that is not Slack's, such as the playground's page. */
  readonly page?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** A running local Slack. */
export interface LocalSlack {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** What the app is given as its `slackApiUrl`; ends in `/api/`. */
  readonly apiUrl: string;
  readonly port: number;
  readonly botToken: string;
  readonly appToken: string | undefined;
  readonly signingSecret: string;
  readonly workspace: Workspace;
  /** Everything that crossed between the app and Slack so far, the oldest first; for who runs both in one process. */
  wire(): readonly WireEntry[];
  close(): Promise<void>;
}

/** Starts the other end of Slack's wire on 127.0.0.1. */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const clock = options.clock ?? systemClock;
  const settings = {
    botToken: options.botToken ?? "xoxb-local-slack",
    appToken: options.appToken,
    signingSecret: options.signingSecret ?? "local-slack-signing-secret",
    workspace: options.workspace ?? sampleWorkspace,
  };
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const slack = assemble({ ...options, ...settings, clock }, port);
  server.on("request", route({ ...slack, clock, page: options.page }));
  server.on("upgrade", slack.sockets.upgrade);
  return {
    ...settings,
    url: slack.url,
    apiUrl: `${slack.url}/api/`,
    port,
    wire: slack.wire.entries,
    async close() {
      slack.dispatcher.close();
      await slack.sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

type Settings = Omit<LocalSlackOptions, "appToken"> & {
  readonly clock: Clock;
  readonly appToken: string | undefined;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly workspace: Workspace;
};

function assemble(settings: Settings, port: number): Slack {
  const { clock, workspace, signingSecret } = settings;
  const url = `http://127.0.0.1:${port}`;
  let advanced = 0;
  const now = () => new Date(clock.now().getTime() + advanced);
  const advance = (milliseconds: number) => {
    advanced += milliseconds;
  };
  const nextTs = createTimestamps(now);
  const nextId = createIds();
  const changes = createChanges();
  const wire = createWire({ now });
  const stop = new AbortController();
  const socketBase = `ws://127.0.0.1:${port}`;
  const sockets = createSockets({ clock, signal: stop.signal, base: socketBase, appId: workspace.app.id });
  const { eventsUrl, unruly } = settings;
  const switches = { ...defaultSwitches, ...settings.switches };
  return {
    url,
    workspace,
    manifest: parseManifest(settings.manifest),
    switches,
    blockKit: createBlockKit(switches),
    tokens: { bot: settings.botToken, app: settings.appToken },
    now,
    advance,
    nextTs,
    nextId,
    changes,
    wire,
    sockets,
    directory: createDirectory(workspace),
    messages: createMessages({ nextTs, changes }),
    views: createViews({ nextId, now, changes }),
    files: createFiles(),
    triggers: createTriggers({ now }),
    responseUrls: createResponseUrls({ url, teamId: workspace.team.id, now }),
    dispatcher: createDispatcher({ clock, wire, sockets, signingSecret, eventsUrl, unruly, stop }),
    limits: createRateLimits({ now, mode: settings.rateLimits ?? "generous" }),
    faults: createFaults(),
  };
}
