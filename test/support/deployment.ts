import { readFileSync } from "node:fs";
import { onTestFinished } from "vitest";
import { parse as parseYaml } from "yaml";
import { type LocalOrganization, organization } from "../../src/local-aws/organization.ts";
import { type LocalAws, startLocalAws } from "../../src/local-aws/start.ts";
import type { WireEntry } from "../../src/local-slack/control.ts";
import { type ControlClient, createControlClient } from "../../src/local-slack/control-client.ts";
import { startLocalSlack } from "../../src/local-slack/start.ts";
import type { Workspace } from "../../src/local-slack/workspace.ts";
import type { MovableClock } from "../../src/playground/movable-clock.ts";
import { connectionOf, READY, settingsFor } from "./ends.ts";
import { untilOffered } from "./offered.ts";
import { type Program, startProgram } from "./programs.ts";
import { scanSlack } from "./secrecy/slack-output.ts";

export interface DeploymentOptions {
  readonly organization: Parameters<typeof organization>[0];
  readonly replicas: number;
  /** Where the data is: `DATABASE_URL`, or `ROOTCHECK_DATA_DIR`. */
  readonly database: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly latencyMs?: number;
  readonly pageSize?: number;
  readonly workspace?: Workspace;
  /** What everybody goes by, and can be put forward; real time where absent. */
  readonly clock?: MovableClock;
}

/** One process of the app. AWS's other end is its own, so that it can be seen who calls. */
export interface Replica {
  readonly aws: LocalAws;
  program: Program;
  /** Starts the app anew; resolves as soon as it is ready. */
  restart(): Promise<void>;
}

/** The app in processes of its own, between local ends that the test holds in its hands. */
export interface Deployment {
  readonly slack: ControlClient;
  /** Everything that crossed between the app and Slack so far, without asking for it over HTTP. */
  wire(): readonly WireEntry[];
  readonly organization: LocalOrganization;
  readonly replicas: readonly Replica[];
  /** Puts everybody's clock forward. */
  forward(milliseconds: number): void;
}

/** Starts everything; ended with the test. */
export async function deploy(options: DeploymentOptions): Promise<Deployment> {
  const shared = organization(options.organization);
  const [caller] = shared.callers.values();
  const [bot, app] = ["xoxb-processes", "xapp-processes"];
  const manifest = parseYaml(readFileSync("manifest.yml", "utf8"));
  const { clock } = options;
  const slack = await startLocalSlack({
    ...{ manifest, rateLimits: "off", botToken: bot, appToken: app },
    ...(options.workspace && { workspace: options.workspace }),
    ...(clock && { clock }),
  });
  onTestFinished(slack.close);
  onTestFinished(() => scanSlack(slack.url));
  const replicas = await Promise.all(
    Array.from({ length: options.replicas }, async (): Promise<Replica> => {
      const { latencyMs = 0, pageSize = 20 } = options;
      const aws = await startLocalAws({
        ...{ organization: shared, latencyMs, switches: { pageSize } },
        ...(clock && { now: () => clock.now() }),
      });
      onTestFinished(aws.close);
      const start = () =>
        startProgram(programOf(clock), {
          ...settingsFor(slack.url),
          ...connectionOf("socket"),
          ...options.database,
          ...options.settings,
          PORT: "0",
          AWS_ENDPOINT_URL: aws.url,
          AWS_REGION: "us-east-1",
          AWS_ACCESS_KEY_ID: caller?.accessKeyId ?? "",
          AWS_SECRET_ACCESS_KEY: caller?.secretAccessKey ?? "",
        });
      const replica: Replica = {
        aws,
        program: start(),
        async restart() {
          replica.program = start();
          await replica.program.prints(READY);
        },
      };
      return replica;
    }),
  );
  await Promise.all(replicas.map(({ program }) => program.prints(READY)));
  const client = createControlClient(slack.url);
  await untilOffered(client);
  return {
    ...{ slack: client, wire: slack.wire, organization: shared, replicas },
    forward(milliseconds) {
      clock?.forward(milliseconds);
      for (const { program } of replicas) program.say(String(clock?.aheadMilliseconds()));
    },
  };
}

/** The app as it is, or on a clock that is put forward. */
function programOf(clock: MovableClock | undefined): readonly [string, ...string[]] {
  if (!clock) return ["src/main.ts"];
  return ["test/support/processes/replica.ts", String(clock.aheadMilliseconds())];
}
