import { pino } from "pino";
import { systemClock } from "../../src/clock.ts";
import type { Message } from "../../src/local-slack/control.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { openReadyDatabase } from "../../src/store/ready.ts";
import type { PostgresServer } from "../support/postgres-server.ts";
import { freshDatabase, SIGNING_SECRET, sizeOf, startApp } from "./app.ts";
import type { AwsAddress } from "./aws.ts";
import type { ProcessFigures } from "./drift-probe.ts";
import { startProcess } from "./processes.ts";

/** What one audit of the whole organization took. */
export interface AuditRun extends ProcessFigures {
  /** From the command to the message that has the result; the process's figures go on to the uploaded file. */
  readonly milliseconds: number;
  /** How long signed commands from another process waited to be acknowledged; empty if none were sent. */
  readonly acknowledgements: readonly number[];
  /** What the database takes afterwards. */
  readonly storedBytes: number;
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

/** Starts Slack and the app anew on an empty database, has the organization audited, and lets go of everything. */
export async function runAudit(options: AuditRunOptions): Promise<AuditRun> {
  await using stack = new AsyncDisposableStack();
  const database = await freshDatabase(options.postgres, stack);
  if ("ROOTCHECK_DATA_DIR" in database) await initialize(database.ROOTCHECK_DATA_DIR);
  const { process, url, answersUrl, slack } = await startApp(
    {
      aws: options.aws,
      database,
      settings: { ROOTCHECK_CONCURRENCY: String(options.concurrency), ...options.settings },
      rateLimits: "slack",
    },
    stack,
  );
  process.child.send("count");
  const pinger = options.pinged
    ? stack.use(
        startProcess("test/bench/pinger.ts", {
          parameters: [url, SIGNING_SECRET, answersUrl, cast.operator, places.security],
        }),
      )
    : undefined;
  const started = performance.now();
  await slack.command({ user: cast.operator, channel: places.security, text: "/rootcheck audit" });
  const result = await messageThat(slack, isResult);
  const milliseconds = performance.now() - started;
  await messageThat(slack, ({ files }) => files.length > 0);
  const acknowledgements = (await pinger?.ask<number[]>("stop")) ?? [];
  const figures = await process.ask<ProcessFigures>("report");
  const storedBytes = await sizeOf(database);
  return { milliseconds, acknowledgements, ...figures, storedBytes, text: result.text };
}

function isResult({ text }: Message): boolean {
  return /need(s)? attention: /.test(text) || /in order/.test(text);
}

async function messageThat(slack: ControlClient, fits: (message: Message) => boolean): Promise<Message> {
  const { messages } = await slack.until(cast.operator, (snapshot) => snapshot.messages.some(fits));
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
