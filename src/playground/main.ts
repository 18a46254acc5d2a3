import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import { start } from "../app.ts";
import { systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { startLocalAws } from "../local-aws/start.ts";
import { createControlClient } from "../local-slack/control-client.ts";
import { startLocalSlack } from "../local-slack/start.ts";
import { cast, places } from "../local-slack/workspace.ts";
import { createLog } from "../log.ts";
import { createPage } from "./page.ts";
import { homeCredentials, sampleOrganization } from "./sample-organization.ts";

/**
 * The playground: the real app between a local Slack, whose page people use, and a local AWS. Nothing is set up
 * beforehand and nothing is left behind.
 */
const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });

console.log("Starting the playground; the first time takes a few seconds.");
const directory = mkdtempSync(join(tmpdir(), "rootcheck-playground-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true }));

const [aws, page] = await Promise.all([
  startLocalAws({ organization: sampleOrganization(systemClock.now()), latencyMs: 30 }),
  createPage({
    suggestions: [
      { label: "Look at an account with a forgotten root key", command: "/rootcheck prod-payments" },
      { label: "Audit the whole organization", command: "/rootcheck audit" },
      { label: "See everything that you can ask", command: "/rootcheck help" },
    ],
  }),
]);
const slack = await startLocalSlack({
  manifest: parseYaml(readFileSync("manifest.yml", "utf8")),
  port: Number(values.port),
  page,
});
Object.assign(process.env, {
  AWS_ENDPOINT_URL: aws.url,
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: homeCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: homeCredentials.secretAccessKey,
});
const config = readConfig({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  PORT: "0",
  LOG_LEVEL: "warn",
  ROOTCHECK_DATA_DIR: directory,
  ROOTCHECK_ROOT_SESSIONS: "fallback",
  ROOTCHECK_EMAIL_DOMAINS: "example.com",
  ROOTCHECK_CHANNELS: places.security,
  ROOTCHECK_OPERATORS: cast.operator,
  ROOTCHECK_VIEWERS: cast.viewer,
  ROOTCHECK_APPROVERS: cast.approver,
  ROOTCHECK_AUDITORS: cast.auditor,
});
const stopping = new AbortController();
const app = await start(config, {
  clock: systemClock,
  log: createLog(config.logLevel),
  signal: stopping.signal,
});
await createControlClient(slack.url).deliverTo({ url: `http://127.0.0.1:${app.port}/slack/events` });
console.log(`The playground is ready: open ${slack.url}/ (Ctrl+C ends it)`);

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, async () => {
    await app.stop();
    await slack.close();
    await aws.close();
    process.exit(0);
  });
}
