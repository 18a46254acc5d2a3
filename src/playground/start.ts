import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse as parseYaml } from "yaml";
import { start } from "../app.ts";
import { readConfig } from "../config.ts";
import { type LocalAws, startLocalAws } from "../local-aws/start.ts";
import { createControlClient } from "../local-slack/control-client.ts";
import { type LocalSlack, startLocalSlack } from "../local-slack/start.ts";
import { cast, places } from "../local-slack/workspace.ts";
import { createLog, type Log } from "../log.ts";
import { createAccountDesk } from "./account-desk.ts";
import { createMovableClock, type MovableClock } from "./movable-clock.ts";
import { createPage } from "./page.ts";
import { hostCredentials, sampleOrganization, settings } from "./sample-organization.ts";
import type { Suggestion } from "./setting.ts";

/** How the playground is set up. */
export interface PlaygroundOptions {
  /** Where the database goes. */
  readonly dataDirectory: string;
  /** A free one where absent. */
  readonly port?: number;
  /** How long AWS takes to answer; 30 ms where absent. */
  readonly latencyMs?: number;
  readonly log?: Log;
}

/** The real app between the two local ends, with the page. */
export interface Playground {
  /** Where the page is, and Slack's control interface. */
  readonly url: string;
  readonly aws: LocalAws;
  readonly clock: MovableClock;
  stop(): Promise<void>;
}

const SUGGESTIONS: readonly Suggestion[] = [
  { label: "Look at an account with a forgotten root key", command: "/rootcheck prod-payments" },
  { label: "Audit the whole organization", command: "/rootcheck audit" },
  { label: "See everything that you can ask", command: "/rootcheck help" },
];

/** Starts everything; the AWS settings of this process point at the local AWS from then on. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const starting = new AsyncDisposableStack();
  try {
    const playground = await assemble(options, starting);
    const started = starting.move();
    return { ...playground, stop: () => started.disposeAsync() };
  } catch (error) {
    await starting.disposeAsync();
    throw error;
  }
}

async function assemble(
  { dataDirectory, port = 0, latencyMs = 30, log = troublesLog() }: PlaygroundOptions,
  starting: AsyncDisposableStack,
): Promise<Omit<Playground, "stop">> {
  const clock = createMovableClock();
  const organization = sampleOrganization(clock.now());
  const aws = await startLocalAws({ organization, latencyMs, now: () => clock.now() });
  starting.defer(aws.close);
  const desk = createAccountDesk({ organization, clock });
  const slack = await startLocalSlack({
    manifest: parseYaml(readFileSync("manifest.yml", "utf8")),
    port,
    clock,
    page: await createPage({ suggestions: SUGGESTIONS, desk }),
  });
  starting.defer(slack.close);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: hostCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: hostCredentials.secretAccessKey,
    AWS_SESSION_TOKEN: hostCredentials.sessionToken,
  });
  const signal = new AbortController().signal;
  const app = await start(configFor(slack, dataDirectory), { clock, log, signal });
  starting.defer(app.stop);
  await createControlClient(slack.url).deliverTo({ url: `http://127.0.0.1:${app.port}/slack/events` });
  return { url: slack.url, aws, clock };
}

/** Whoever plays keeps no log: only what goes wrong is shown. */
function troublesLog(): Log {
  return createLog("warn", {
    write: (line) => {
      if (!line.startsWith('{"level":"info"')) process.stdout.write(line);
    },
  });
}

function configFor(slack: LocalSlack, dataDirectory: string) {
  return readConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    PORT: "0",
    LOG_LEVEL: "warn",
    ROOTCHECK_DATA_DIR: dataDirectory,
    ...settings,
    ROOTCHECK_ROOT_SESSIONS: "fallback",
    ROOTCHECK_EMAIL_DOMAINS: "example.com",
    ROOTCHECK_CHANNELS: places.security,
    ROOTCHECK_OPERATORS: cast.operator,
    ROOTCHECK_VIEWERS: cast.viewer,
    ROOTCHECK_APPROVERS: `${cast.approver},${cast.operator}`,
    ROOTCHECK_AUDITORS: cast.auditor,
    ROOTCHECK_OWNERS: fileURLToPath(new URL("./owners.csv", import.meta.url)),
    ROOTCHECK_OWNER_TAG: "root-owner",
  });
}
