import { once } from "node:events";
import { createServer } from "node:http";
import { pino } from "pino";
import { systemClock } from "../../src/clock.ts";
import type { Snapshot } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { openReadyDatabase } from "../../src/store/ready.ts";
import type { PostgresServer } from "../support/postgres-server.ts";
import { type BenchedApp, freshDatabase, SIGNING_SECRET, startApp } from "./app.ts";
import type { AwsAddress } from "./aws.ts";
import { sendCommand } from "./signed-command.ts";
import { storeFindings } from "./stored-findings.ts";

export interface AnswerRunOptions {
  readonly aws: AwsAddress;
  readonly postgres?: PostgresServer | undefined;
  readonly findings: number;
}

/** How long somebody waited each time, in milliseconds, by what was asked for. */
export type Waits = Readonly<Record<string, readonly number[]>>;

const TIMES = 100;
const user = cast.operator;

/** Starts the app on a database full of findings and has one person look at them, again and again. */
export async function runAnswers({ aws, postgres, findings }: AnswerRunOptions): Promise<Waits> {
  await using stack = new AsyncDisposableStack();
  const database = await freshDatabase(postgres, stack);
  await fill(database, findings);
  const app = await startApp({ aws, database, rateLimits: "off" }, stack);
  const answers = await listenForAnswers(app, stack);
  const command = (text: string) => () => timeCommand(app, answers, text);
  return {
    "/rootcheck": await times(command("")),
    "/rootcheck findings": await times(command("findings")),
    "/rootcheck findings mine": await times(command("findings mine")),
    "Home tab": await times(() => timeHome(app)),
  };
}

async function fill(
  { DATABASE_URL, ROOTCHECK_DATA_DIR = "" }: { DATABASE_URL?: string; ROOTCHECK_DATA_DIR?: string },
  findings: number,
): Promise<void> {
  const db = await openReadyDatabase({
    databaseUrl: DATABASE_URL,
    dataDirectory: ROOTCHECK_DATA_DIR,
    clock: systemClock,
    log: pino({ level: "silent" }),
  });
  await storeFindings(db, { findings, owner: user });
  await db.close();
}

async function times(measure: () => Promise<number>): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let time = 0; time < TIMES; time += 1) waits.push(await measure());
  return waits;
}

/** What the app answers at a response_url, one at a time. */
interface Answers {
  readonly url: string;
  next(): Promise<string>;
}

async function listenForAnswers({ answersUrl }: BenchedApp, stack: AsyncDisposableStack): Promise<Answers> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stack.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    url: `${answersUrl}/${typeof address === "object" && address ? address.port : 0}`,
    async next() {
      const [request, response] = await once(server, "request");
      const body = Buffer.concat(await request.toArray()).toString();
      response.end("ok");
      return body;
    },
  };
}

/** From the signed request to the answer at its response_url. */
async function timeCommand({ url }: BenchedApp, answers: Answers, text: string): Promise<number> {
  const answer = answers.next();
  const sent = performance.now();
  await sendCommand({
    url,
    secret: SIGNING_SECRET,
    user,
    channel: places.security,
    text,
    responseUrl: answers.url,
  });
  const body = await answer;
  const milliseconds = performance.now() - sent;
  if (!body.includes("overdue") && !body.includes("finding"))
    throw new Error(`"${text}" was answered ${body}`);
  return milliseconds;
}

/** From the opening of the tab to its being shown, with local Slack's own part in it. */
async function timeHome({ slack }: BenchedApp): Promise<number> {
  const before = (await slack.state(user)).home?.hash;
  const isNew = ({ home }: Snapshot) => home !== undefined && home.hash !== before;
  const sent = performance.now();
  const shown = slack.until(user, isNew);
  await slack.home({ user });
  await shown;
  return performance.now() - sent;
}
