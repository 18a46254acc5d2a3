import { randomUUID } from "node:crypto";
import { cpSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { type RunningApp, start } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { LocalOrganization } from "../../src/local-aws/organization.ts";
import { type LocalAws, type LocalAwsOptions, startLocalAws } from "../../src/local-aws/start.ts";
import type { ActionRequest, Delivery, Message } from "../../src/local-slack/control.ts";
import { type ControlClient, createControlClient } from "../../src/local-slack/control-client.ts";
import { type LocalSlackOptions, startLocalSlack } from "../../src/local-slack/start.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { createLog } from "../../src/log.ts";
import { DATA_FOLDER } from "../../src/store/data-folder.ts";
import { createManualClock, type ManualClock } from "./manual-clock.ts";
import { administer } from "./postgres-server.ts";
import { makeScratch } from "./scratch.ts";

export type Engine = "pglite" | "postgres";

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
  for (const engine of ["pglite", "postgres"] as const) {
    const isMissing = engine === "postgres" && !inject("postgres");
    describe.skipIf(isMissing)(`${name}, ${engine}`, () => {
      let world: World | undefined;
      beforeAll(async () => {
        world = await startWorld({ ...options, engine });
      });
      afterAll(() => world?.stop());
      declare(() => {
        if (!world) throw new Error("The world did not start.");
        return world;
      });
    });
  }
}

/** The whole of it in one process: the real app between a local Slack and a local AWS, on a clock moved by hand. */
export interface World {
  readonly slack: ControlClient;
  readonly aws: LocalAws;
  readonly clock: ManualClock;
  readonly app: RunningApp;
  /** Everything that was logged so far. */
  logged(): string;
  /** Types a command and answers the first message that the person can then see which fits. */
  ask(question: Question): Promise<Message>;
  /** Presses a button of a message and answers the first message, or modal's blocks, that is new and fits. */
  press(click: Click): Promise<Message>;
  /** Presses a button that opens a modal; answers the modal once it is filled. */
  open(click: Omit<Click, "until">): Promise<ShownModal>;
  stop(): Promise<void>;
}

export interface Question {
  readonly user: string;
  readonly channel?: string;
  /** What follows `/rootcheck`. */
  readonly text: string;
  /** Any new message if absent, but one that only says what is going on. */
  readonly until?: (message: Message) => boolean;
}

export interface Click {
  readonly user: string;
  readonly message: Message;
  /** The button's label. */
  readonly label: string;
  readonly until?: (message: Message) => boolean;
}

/** A modal's title and everything that it says. */
export interface ShownModal {
  readonly title: string;
  readonly text: string;
}

export const NOW = new Date("2026-11-22T10:00:00Z");

const TOKENS = { botToken: "xoxb-world", appToken: "xapp-world", signingSecret: "world-signing-secret" };

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
  Object.assign(process.env, awsVariables(aws));
  const log: string[] = [];
  const config = readConfig({
    SLACK_BOT_TOKEN: TOKENS.botToken,
    ...(mode === "socket"
      ? { SLACK_APP_TOKEN: TOKENS.appToken }
      : { SLACK_SIGNING_SECRET: TOKENS.signingSecret }),
    SLACK_API_URL: localSlack.apiUrl,
    PORT: "0",
    ROOTCHECK_OPERATORS: cast.operator,
    ROOTCHECK_VIEWERS: cast.viewer,
    ROOTCHECK_CHANNELS: `${places.security},${places.partner},${places.archived},${places.general}`,
    ...(await freshDatabase(options.engine ?? "pglite", stack)),
    ...options.settings,
  });
  const app = await start(config, {
    clock,
    log: createLog("debug", collecting(log)),
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
    logged: () => log.join(""),
    ask: (question) => ask(slack, question),
    press: (click) => press(slack, click),
    open: (click) => openModal(slack, click),
    stop: () => owned.disposeAsync(),
  };
}

async function ask(
  slack: ControlClient,
  { user, channel = places.security, text, until }: Question,
): Promise<Message> {
  return newMessage(slack, { user, until }, () =>
    slack.command({ user, channel, text: `/rootcheck ${text}`.trim() }),
  );
}

async function press(slack: ControlClient, { user, message, label, until }: Click): Promise<Message> {
  return newMessage(slack, { user, until }, () => slack.action(clickOn(message, user, label)));
}

async function openModal(
  slack: ControlClient,
  { user, message, label }: Omit<Click, "until">,
): Promise<ShownModal> {
  const delivery = await slack.action(clickOn(message, user, label));
  if (delivery.outcome !== "acknowledged")
    throw new Error(`The click was not acknowledged: ${JSON.stringify(delivery)}`);
  const { modals } = await slack.until(user, (snapshot) => {
    const top = snapshot.modals.at(-1);
    return top !== undefined && callbackOf(top.view) !== "loading";
  });
  const top = modals.at(-1);
  if (!top) throw new Error("The modal was there and is gone.");
  await slack.close({ user, view: top.id });
  return modalShape
    .transform(({ title, blocks }) => ({ title: title.text, text: spoken(blocks) }))
    .parse(top.view);
}

const modalShape = z.object({ title: z.object({ text: z.string() }), blocks: z.array(z.unknown()) });

function callbackOf(view: unknown): string {
  return z.object({ callback_id: z.string() }).parse(view).callback_id;
}

/** Everything that blocks say, in order. */
export function spoken(value: unknown): string {
  if (Array.isArray(value)) return value.map(spoken).join("");
  if (typeof value !== "object" || value === null) return "";
  const { type, text, fallback, name, elements, blocks } = value as Record<string, unknown>;
  if (type === "emoji") return `:${String(name)}:`;
  if (type === "date") return String(fallback);
  const own = typeof text === "string" ? text : spoken(text);
  return `${own}${spoken(elements)}${spoken(blocks)}${type === undefined || type === "text" ? "" : "\n"}`;
}

interface Button {
  readonly action_id: string;
  readonly block_id: string;
  readonly value: string;
  readonly label: string;
}

const actionsBlock = z.object({
  type: z.literal("actions"),
  elements: z.array(
    z.object({ action_id: z.string(), value: z.string(), text: z.object({ text: z.string() }) }),
  ),
});

/** The buttons of a message. */
export function buttonsOf({ blocks }: Message): readonly Button[] {
  return (blocks ?? []).flatMap((block, index) => {
    const { data } = actionsBlock.safeParse(block);
    const { elements = [] } = data ?? {};
    const block_id = `auto-${index}`;
    return elements.map(({ action_id, value, text }) => ({ action_id, value, block_id, label: text.text }));
  });
}

/** What pressing a button of a message sends. */
export function clickOn(message: Message, user: string, label: string): ActionRequest {
  const { channel, ts } = message;
  const button = buttonsOf(message).find((candidate) => candidate.label === label);
  if (!button) throw new Error(`The message has no button "${label}": ${JSON.stringify(message.blocks)}`);
  const { action_id, block_id, value } = button;
  return { user, source: { channel, ts }, action: { type: "button", action_id, block_id, value } };
}

/** The first message that is new to a person after something was done, and fits. */
export async function newMessage(
  slack: ControlClient,
  { user, until }: { readonly user: string; readonly until?: ((message: Message) => boolean) | undefined },
  act: () => Promise<Delivery>,
): Promise<Message> {
  const seen = new Set((await slack.state(user)).messages.map(identity));
  const delivery = await act();
  if (delivery.outcome !== "acknowledged") throw new Error(`Not acknowledged: ${JSON.stringify(delivery)}`);
  const fits = (message: Message) => !seen.has(identity(message)) && (until ?? isAnswer)(message);
  const { messages } = await slack.until(user, (snapshot) => snapshot.messages.some(fits));
  const found = messages.find(fits);
  if (!found) throw new Error("The message was there and is gone.");
  return found;
}

function isAnswer({ text }: Message): boolean {
  return !/^(Looking for|Reading|Auditing)/.test(text);
}

/** A message that is edited counts as new. */
function identity({ channel, ts, text, blocks }: Message): string {
  return `${channel} ${ts} ${text} ${JSON.stringify(blocks)}`;
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

function collecting(lines: string[]): PassThrough {
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => lines.push(chunk.toString()));
  return stream;
}
