import { onTestFinished } from "vitest";
import type { Message } from "../../src/local-slack/control.ts";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { type Program, startProgram } from "./programs.ts";
import { scanSlack } from "./secrecy/slack-output.ts";

/** For tests that start processes. */
export const SLOW = { timeout: 60_000 };
const TOKENS = { bot: "xoxb-processes", app: "xapp-processes", secret: "processes-secret" };
/** What the app says once it is ready. */
export const READY = /rootcheck is ready/;

export interface Ends {
  readonly slackUrl: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** The two local ends, each a process of its own, and the settings that point the app at them. */
export async function startEnds(): Promise<Ends> {
  const aws = startProgram([
    "src/local-aws/main.ts",
    "--organization",
    "src/playground/rehearsal.ts",
    "--port",
    "0",
  ]);
  const slack = startSlack("0");
  await aws.prints(/AWS_SECRET_ACCESS_KEY=\S+/);
  const variables = Object.fromEntries(
    [...aws.printed().matchAll(/^((?:AWS|ROOTCHECK)_\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]),
  );
  const [, slackUrl = ""] = await slack.prints(/listens on (\S+),/);
  return { slackUrl, settings: { ...variables, ...settingsFor(slackUrl) } };
}

/** A local Slack alone. */
export function startSlack(port: string): Program {
  const tokens = ["--bot-token", TOKENS.bot, "--app-token", TOKENS.app, "--signing-secret", TOKENS.secret];
  const program = startProgram(["src/local-slack/main.ts", "--port", port, ...tokens]);
  onTestFinished(async () => {
    const [, url = ""] = await program.prints(/listens on (\S+),/);
    await scanSlack(url, Object.values(TOKENS));
  });
  return program;
}

/** The settings of an app that talks to the Slack at this address. */
export function settingsFor(slackUrl: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: TOKENS.bot,
    SLACK_API_URL: `${slackUrl}/api/`,
    ROOTCHECK_OPERATORS: cast.operator,
    ROOTCHECK_CHANNELS: places.security,
  };
}

/** The setting that chooses how Slack reaches the app. */
export function connectionOf(mode: "socket" | "http"): Record<string, string> {
  return mode === "socket" ? { SLACK_APP_TOKEN: TOKENS.app } : { SLACK_SIGNING_SECRET: TOKENS.secret };
}

/** Asks for an account and waits for the answer. */
export async function lookUp(slackUrl: string, name: string): Promise<Message> {
  const slack = createControlClient(slackUrl);
  const isAnswer = ({ ephemeralTo, text }: Message) =>
    ephemeralTo === cast.operator && text.startsWith(`${name}: `);
  await slack.command({ user: cast.operator, channel: places.security, text: `/rootcheck ${name}` });
  const { messages } = await slack.until(cast.operator, (snapshot) => snapshot.messages.some(isAnswer));
  const found = messages.find(isAnswer);
  if (!found) throw new Error("The answer was there and is gone.");
  return found;
}
