import { randomUUID } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { parse as parseYaml } from "yaml";
import { type RunningApp, start } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { LocalOrganization } from "../../src/local-aws/organization.ts";
import { type LocalAws, type LocalAwsOptions, startLocalAws } from "../../src/local-aws/start.ts";
import type { Message, Snapshot } from "../../src/local-slack/control.ts";
import { type ControlClient, createControlClient } from "../../src/local-slack/control-client.ts";
import { type LocalSlackOptions, startLocalSlack } from "../../src/local-slack/start.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { DATA_FOLDER } from "../../src/store/data-folder.ts";
import { ask, type Click, openModal, press, type Question, type ShownModal } from "./conversation.ts";
import { keepEnvironment } from "./environment.ts";
import { createManualClock, letRun, type ManualClock } from "./manual-clock.ts";
import { administer } from "./postgres-server.ts";
import { makeScratch } from "./scratch.ts";
import { secretsIn, watchLog } from "./secrecy/scan.ts";
import { scanSlack } from "./secrecy/slack-output.ts";

type Engine = "pglite" | "postgres";

export interface WorldOptions {
  readonly organization: (now: Date) => LocalOrganization;
  readonly engine?: Engine;
  readonly mode?: "socket" | "http";
  readonly slack?: Partial<LocalSlackOptions>;
  readonly aws?: Partial<LocalAwsOptions>;
  /** Settings beside the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The tests of `declare` in a world of their own on each engine; PostgreSQL's are skipped where there is none. */
export function describeEachWorld(
  name: string,
  options: WorldOptions,
  declare: (world: () => World) => void,
): void {
  for (const engine of ["pglite", "postgres"] as const)
    describeWorld(`${name}, ${engine}`, { ...options, engine }, declare);
}

/** The same on one engine, for what does not depend on it and takes long. */
export function describeWorld(
  name: string,
  options: WorldOptions,
  declare: (world: () => World) => void,
): void {
  const isMissing = options.engine === "postgres" && !inject("postgres");
  describe.skipIf(isMissing)(name, () => {
    let world: World | undefined;
    beforeAll(async () => {
      world = await startWorld(options);
    }, 60_000);
    afterAll(() => world?.stop(), 60_000);
    declare(() => {
      if (!world) throw new Error("The world did not start.");
      return world;
    });
  });
}

/** The whole of it in one process: the real app between a local Slack and a local AWS, on a clock moved by hand. */
export interface World {
  readonly slack: ControlClient;
  readonly aws: LocalAws;
  readonly clock: ManualClock;
  readonly app: RunningApp;
  /** Where the data is: `DATABASE_URL`, or `ROOTCHECK_DATA_DIR`. */
  readonly database: Readonly<Record<string, string>>;
  /** Everything that was logged so far. */
  logged(): string;
  /** Types a command and answers the first message that the person can then see which fits; time passes meanwhile. */
  ask(question: Question): Promise<Message>;
  /** Presses a button of a message and answers the first message, or modal's blocks, that is new and fits. */
  press(click: Click): Promise<Message>;
  /** The first view of a person in which `wanted` is true; time passes meanwhile. */
  until(user: string, wanted: (snapshot: Snapshot) => boolean): Promise<Snapshot>;
  /** Presses a button that opens a modal; answers the modal once it is filled. */
  open(click: Omit<Click, "until">): Promise<ShownModal>;
  stop(): Promise<void>;
}

/** When every world begins. */
export const NOW = new Date("2026-11-22T10:00:00Z");

const TOKENS = { botToken: "xoxb-world", appToken: "xapp-world", signingSecret: "world-signing-secret" };

/** Starts one; whoever calls has to stop it. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const stack = new AsyncDisposableStack();
  try {
    return await assemble(options, stack);
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function assemble(options: WorldOptions, stack: AsyncDisposableStack): Promise<World> {
  const clock = createManualClock(NOW);
  const aws = await startLocalAws({
    now: () => clock.now(),
    ...options.aws,
    organization: options.organization(NOW),
  });
  stack.defer(aws.close);
  const mode = options.mode ?? "http";
  const localSlack = await startLocalSlack({
    manifest: parseYaml(readFileSync("manifest.yml", "utf8")),
    rateLimits: "off",
    ...TOKENS,
    ...options.slack,
  });
  stack.defer(localSlack.close);
  stack.defer(keepEnvironment());
  Object.assign(process.env, awsVariables(aws));
  const watched = watchLog("the app's log");
  const database = await freshDatabase(options.engine ?? "pglite", stack);
  const settings = {
    SLACK_BOT_TOKEN: TOKENS.botToken,
    ...(mode === "socket"
      ? { SLACK_APP_TOKEN: TOKENS.appToken }
      : { SLACK_SIGNING_SECRET: TOKENS.signingSecret }),
    SLACK_API_URL: localSlack.apiUrl,
    PORT: "0",
    ROOTCHECK_OPERATORS: cast.operator,
    ROOTCHECK_VIEWERS: cast.viewer,
    ROOTCHECK_CHANNELS: `${places.security},${places.partner},${places.archived},${places.general}`,
    ...database,
    ...options.settings,
  };
  const secrets = secretsIn({ ...settings, ...awsVariables(aws) });
  stack.defer(() => watched.scan(secrets));
  stack.defer(() => scanSlack(localSlack.url, secrets));
  const app = await start(readConfig(settings), {
    clock,
    log: watched.log,
    signal: new AbortController().signal,
  });
  stack.defer(app.stop);
  const slack = createControlClient(localSlack.url);
  if (mode === "http") await slack.deliverTo({ url: `http://127.0.0.1:${app.port}/slack/events` });
  const owned = stack.move();
  return {
    slack,
    aws,
    clock,
    app,
    database,
    logged: watched.logged,
    ask: async (question) => {
      using _running = letRun(clock, 10);
      return await ask(slack, question);
    },
    press: async (click) => {
      using _running = letRun(clock, 10);
      return await press(slack, click);
    },
    until: async (user, wanted) => {
      using _running = letRun(clock, 10);
      return await slack.until(user, wanted);
    },
    open: (click) => openModal(slack, click),
    stop: () => owned.disposeAsync(),
  };
}

function awsVariables({ url, organization }: LocalAws): Record<string, string> {
  const [caller] = organization.callers.values();
  if (!caller) throw new Error("The organization has nobody to call as.");
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: caller.accessKeyId,
    AWS_SECRET_ACCESS_KEY: caller.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

async function freshDatabase(engine: Engine, stack: AsyncDisposableStack): Promise<Record<string, string>> {
  if (engine === "pglite") {
    const directory = makeScratch("world");
    cpSync(join(inject("embeddedTemplate"), DATA_FOLDER.postgres), join(directory, DATA_FOLDER.postgres), {
      recursive: true,
    });
    stack.defer(() => rm(directory, { recursive: true }));
    return { ROOTCHECK_DATA_DIR: directory };
  }
  const postgres = inject("postgres");
  if (!postgres) throw new Error("There is no PostgreSQL.");
  const name = `world_${randomUUID().replaceAll("-", "")}`;
  await administer(postgres.url, `create database ${name} template ${postgres.template}`);
  stack.defer(() => administer(postgres.url, `drop database ${name} with (force)`));
  const url = new URL(postgres.url);
  url.pathname = name;
  return { DATABASE_URL: url.href };
}
