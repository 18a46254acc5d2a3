import { randomUUID } from "node:crypto";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import packageJson from "../../package.json" with { type: "json" };
import { type ControlClient, createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { administer, type PostgresServer } from "../support/postgres-server.ts";
import { makeScratch } from "../support/scratch.ts";
import type { AwsAddress } from "./aws.ts";
import { type Running, startProcess } from "./processes.ts";

export const SIGNING_SECRET = "bench-signing-secret";

export interface AppOptions {
  readonly aws: AwsAddress;
  /** Where its data is, as settings. */
  readonly database: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, string>>;
  /** `slack`: as strict as the real one. */
  readonly rateLimits: "slack" | "off";
}

export interface BenchedApp {
  readonly process: Running;
  /** Where it takes signed requests. */
  readonly url: string;
  /** Where it may send answers that nobody reads; with a port behind it, those that somebody does. */
  readonly answersUrl: string;
  readonly slack: ControlClient;
}

/** Starts a local Slack and the app behind it, each a process of its own, until the stack is disposed of. */
export async function startApp(
  { aws, database, settings, rateLimits }: AppOptions,
  stack: AsyncDisposableStack,
): Promise<BenchedApp> {
  const localSlack = stack.use(
    startProcess("src/local-slack/main.ts", {
      parameters: [
        ...["--bot-token", "xoxb-bench", "--signing-secret", SIGNING_SECRET],
        ...["--rate-limits", rateLimits, "--page", "test/bench/answers-page.ts"],
      ],
    }),
  );
  const [, slackUrl = ""] = await localSlack.prints(/listens on (\S+),/);
  const app = stack.use(
    startProcess("src/main.ts", {
      flags: [...startFlags(), "--import", "./test/bench/drift-probe.ts"],
      environment: {
        SLACK_BOT_TOKEN: "xoxb-bench",
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: `${slackUrl}/api/`,
        PORT: "0",
        ROOTCHECK_OPERATORS: cast.operator,
        ROOTCHECK_CHANNELS: places.security,
        ...awsVariables(aws),
        ...database,
        ...settings,
      },
    }),
  );
  const [, port = ""] = await app.prints(/"port":(\d+)[^\n]*rootcheck is ready/);
  const url = `http://127.0.0.1:${port}/slack/events`;
  const slack = createControlClient(slackUrl);
  await slack.deliverTo({ url });
  return { process: app, url, answersUrl: `${slackUrl}/answers`, slack };
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

/** Where an app's data is, as settings. */
export type DatabaseSetting = { readonly DATABASE_URL: string } | { readonly ROOTCHECK_DATA_DIR: string };

/** An empty database on the server, or an embedded one where none is given, until the stack is disposed of. */
export async function freshDatabase(
  postgres: PostgresServer | undefined,
  stack: AsyncDisposableStack,
): Promise<DatabaseSetting> {
  if (!postgres) {
    const directory = makeScratch("bench");
    stack.defer(() => rm(directory, { recursive: true }));
    return { ROOTCHECK_DATA_DIR: directory };
  }
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  await administer(postgres.url, `create database ${name}`);
  stack.defer(() => administer(postgres.url, `drop database ${name} with (force)`));
  const url = new URL(postgres.url);
  url.pathname = name;
  return { DATABASE_URL: url.href };
}

/** What a database takes on disk, in bytes. */
export async function sizeOf(database: DatabaseSetting): Promise<number> {
  if ("ROOTCHECK_DATA_DIR" in database) return sizeOfFolder(database.ROOTCHECK_DATA_DIR);
  const client = new pg.Client({ connectionString: database.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ size: string }>(
    "select pg_database_size(current_database()) as size",
  );
  await client.end();
  return Number(rows[0]?.size);
}

async function sizeOfFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
