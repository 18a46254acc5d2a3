import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { pino } from "pino";
import packageJson from "../../package.json" with { type: "json" };
import { systemClock } from "../../src/clock.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { openReadyDatabase } from "../../src/store/ready.ts";
import { administer, type PostgresServer } from "../support/postgres-server.ts";
import { makeScratch } from "../support/scratch.ts";
import type { AwsAddress } from "./aws.ts";
import { startProcess } from "./processes.ts";

/** What one audit of the whole organization took. */
export interface AuditRun {
  /** From the command to the message that has the result. */
  readonly milliseconds: number;
  /** How late timers came in the app meanwhile, from the command to the uploaded file, each in milliseconds. */
  readonly drifts: readonly number[];
  /** How long signed commands from another process waited to be acknowledged; empty if none were sent. */
  readonly acknowledgements: readonly number[];
  readonly peakBytes: number;
  /** What the message says. */
  readonly text: string;
}

export interface AuditRunOptions {
  readonly aws: AwsAddress;
  readonly postgres?: PostgresServer | undefined;
  readonly concurrency: number;
  /** Whether somebody else asks for help every 20 milliseconds meanwhile. */
  readonly pinged: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

const SECRET = "bench-signing-secret";

/** Starts Slack and the app anew on an empty database, has the organization audited, and lets go of everything. */
export async function runAudit(options: AuditRunOptions): Promise<AuditRun> {
  await using stack = new AsyncDisposableStack();
  const slack = stack.use(
    startProcess("src/local-slack/main.ts", {
      parameters: ["--bot-token", "xoxb-bench", "--signing-secret", SECRET, "--rate-limits", "slack"],
    }),
  );
  const [, slackUrl = ""] = await slack.prints(/listens on (\S+),/);
  const app = stack.use(
    startProcess("src/main.ts", {
      flags: [...startFlags(), "--import", "./test/bench/drift-probe.ts"],
      environment: {
        SLACK_BOT_TOKEN: "xoxb-bench",
        SLACK_SIGNING_SECRET: SECRET,
        SLACK_API_URL: `${slackUrl}/api/`,
        PORT: "0",
        ROOTCHECK_OPERATORS: cast.operator,
        ROOTCHECK_CHANNELS: places.security,
        ROOTCHECK_CONCURRENCY: String(options.concurrency),
        ...awsVariables(options.aws),
        ...(await freshDatabase(options, stack)),
        ...options.settings,
      },
    }),
  );
  const [, port = ""] = await app.prints(/"port":(\d+)[^\n]*rootcheck is ready/);
  const appUrl = `http://127.0.0.1:${port}/slack/events`;
  const control = createControlClient(slackUrl);
  await control.deliverTo({ url: appUrl });

  app.child.send("count");
  const pinger = options.pinged
    ? stack.use(
        startProcess("test/bench/pinger.ts", {
          parameters: [appUrl, SECRET, cast.operator, places.security],
        }),
      )
    : undefined;
  const started = performance.now();
  await control.command({ user: cast.operator, channel: places.security, text: "/rootcheck audit" });
  const result = await messageThat(control, isResult);
  const milliseconds = performance.now() - started;
  await messageThat(control, ({ files }) => files.length > 0);
  const acknowledgements = (await pinger?.ask<number[]>("stop")) ?? [];
  const probe = await app.ask<{ drifts: number[]; peakBytes: number }>("report");
  return { milliseconds, acknowledgements, ...probe, text: result.text };
}

/** What `npm start` gives to Node, so that what is measured is what runs. */
function startFlags(): string[] {
  return packageJson.scripts.start
    .split(" ")
    .filter((word) => word.startsWith("--") && !word.startsWith("--env-file"));
}

export function awsVariables({ url, accessKeyId, secretAccessKey }: AwsAddress): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

function isResult({ text }: Message): boolean {
  return /need(s)? attention: /.test(text) || /in order/.test(text);
}

async function messageThat(
  control: ReturnType<typeof createControlClient>,
  fits: (message: Message) => boolean,
): Promise<Message> {
  const { messages } = await control.until(cast.operator, (snapshot) => snapshot.messages.some(fits));
  const found = messages.find(fits);
  if (!found) throw new Error("The message was there and is gone.");
  return found;
}

/** An embedded database takes a gigabyte while it is being made, once in its life: that is not the audit's. */
async function initialize(dataDirectory: string): Promise<void> {
  const log = pino({ level: "silent" });
  const database = await openReadyDatabase({ dataDirectory, clock: systemClock, log });
  await database.close();
}

async function freshDatabase(
  { postgres }: AuditRunOptions,
  stack: AsyncDisposableStack,
): Promise<Record<string, string>> {
  if (!postgres) {
    const directory = makeScratch("bench");
    stack.defer(() => rm(directory, { recursive: true }));
    await initialize(directory);
    return { ROOTCHECK_DATA_DIR: directory };
  }
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  await administer(postgres.url, `create database ${name}`);
  stack.defer(() => administer(postgres.url, `drop database ${name} with (force)`));
  const url = new URL(postgres.url);
  url.pathname = name;
  return { DATABASE_URL: url.href };
}
