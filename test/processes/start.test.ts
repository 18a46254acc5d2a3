import { createServer } from "node:http";
import { describe, expect, inject, test } from "vitest";
import type { Message } from "../../src/local-slack/control.ts";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { freshDatabaseUrl, freshDataDirectory } from "../support/databases.ts";
import { answers, forward, freePort, type Program, startProgram } from "../support/programs.ts";
import { emptyDirectory } from "../support/scratch.ts";
import { spoken } from "../support/world.ts";

const SLOW = { timeout: 60_000 };
const TOKENS = { bot: "xoxb-processes", app: "xapp-processes", secret: "processes-secret" };
const READY = /rootcheck is ready/;

interface Ends {
  readonly slackUrl: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** The two local ends, each a process of its own, and the settings that point the app at them. */
async function startEnds(): Promise<Ends> {
  const aws = startProgram([
    "src/local-aws/main.ts",
    "--organization",
    "src/playground/sample-organization.ts",
    "--port",
    "0",
  ]);
  const slack = startSlack("0");
  await aws.prints(/AWS_SECRET_ACCESS_KEY=\S+/);
  const variables = Object.fromEntries(
    [...aws.printed().matchAll(/^(AWS_\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]),
  );
  const [, slackUrl = ""] = await slack.prints(/listens on (\S+),/);
  return { slackUrl, settings: { ...variables, ...settingsFor(slackUrl) } };
}

function startSlack(port: string): Program {
  const tokens = ["--bot-token", TOKENS.bot, "--app-token", TOKENS.app, "--signing-secret", TOKENS.secret];
  return startProgram(["src/local-slack/main.ts", "--port", port, ...tokens]);
}

function settingsFor(slackUrl: string): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: TOKENS.bot,
    SLACK_API_URL: `${slackUrl}/api/`,
    ROOTCHECK_OPERATORS: cast.operator,
    ROOTCHECK_CHANNELS: places.security,
  };
}

function connectionOf(mode: "socket" | "http"): Record<string, string> {
  return mode === "socket" ? { SLACK_APP_TOKEN: TOKENS.app } : { SLACK_SIGNING_SECRET: TOKENS.secret };
}

async function lookUp(slackUrl: string, name: string): Promise<Message> {
  const slack = createControlClient(slackUrl);
  const isAnswer = ({ ephemeralTo, text }: Message) =>
    ephemeralTo === cast.operator && text.startsWith(`${name}: `);
  await slack.command({ user: cast.operator, channel: places.security, text: `/rootcheck ${name}` });
  const { messages } = await slack.until(cast.operator, (snapshot) => snapshot.messages.some(isAnswer));
  const found = messages.find(isAnswer);
  if (!found) throw new Error("The answer was there and is gone.");
  return found;
}

describe("npm start", () => {
  test(
    "with no settings names every one that is missing, points to the playground, and ends with 78",
    SLOW,
    async () => {
      const program = startProgram(["npm", "start"]);
      expect(await program.ended()).toBe(78);
      const printed = program.printed();
      for (const name of [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "ROOTCHECK_OPERATORS",
      ]) {
        expect(printed).toContain(name);
      }
      expect(printed).toContain("npm run playground");
      expect(printed).not.toMatch(/^\s+at /m);
    },
  );

  test.each([
    ["bot token", { SLACK_BOT_TOKEN: "xoxb-wrong" }, "Slack does not accept SLACK_BOT_TOKEN (invalid_auth)."],
    ["app token", { SLACK_APP_TOKEN: "xapp-wrong" }, "Slack does not accept SLACK_APP_TOKEN (invalid_auth)."],
  ])("with a wrong %s says so in one line and ends", SLOW, async (_, wrong, line) => {
    const { settings } = await startEnds();
    const ROOTCHECK_DATA_DIR = freshDataDirectory();
    const program = startProgram(["src/main.ts"], {
      ...settings,
      ...connectionOf("socket"),
      PORT: "0",
      ROOTCHECK_DATA_DIR,
      LOG_LEVEL: "warn",
      ...wrong,
    });
    expect(await program.ended()).toBe(78);
    expect(program.printed()).toBe(`${line} Copy it again from your app's settings, or reinstall the app.\n`);
  });

  test("on a port that is taken says so", SLOW, async () => {
    const other = createServer().listen(0);
    const address = other.address();
    const PORT = String(typeof address === "object" ? address?.port : 0);
    const program = startProgram(["src/main.ts"], {
      ...settingsFor("http://127.0.0.1:9"),
      ...connectionOf("http"),
      PORT,
      ROOTCHECK_DATA_DIR: emptyDirectory(),
    });
    expect(await program.ended()).toBe(78);
    other.close();
    expect(program.printed()).toContain(`PORT ${PORT} cannot be listened on`);
  });

  test("waits unready while Slack is down, and is ready when it comes", SLOW, async () => {
    const [slackPort, port] = [await freePort(), await freePort()];
    const program = startProgram(["src/main.ts"], {
      ...settingsFor(`http://127.0.0.1:${slackPort}`),
      ...connectionOf("socket"),
      PORT: String(port),
      ROOTCHECK_DATA_DIR: freshDataDirectory(),
    });
    await program.prints(/Could not reach Slack yet/);
    await answers(`http://127.0.0.1:${port}/healthz`, 200);
    await answers(`http://127.0.0.1:${port}/readyz`, 503);
    startSlack(String(slackPort));
    await answers(`http://127.0.0.1:${port}/readyz`, 200);
  });

  test("two processes on one data folder: the second refuses and names the first", SLOW, async () => {
    const { settings } = await startEnds();
    const shared = {
      ...settings,
      ...connectionOf("http"),
      PORT: "0",
      ROOTCHECK_DATA_DIR: freshDataDirectory(),
    };
    const first = startProgram(["src/main.ts"], shared);
    await first.prints(READY);
    const second = startProgram(["src/main.ts"], shared);
    expect(await second.ended()).toBe(78);
    expect(second.printed()).toContain(`is in use by process ${first.pid} on `);
  });

  test("SIGTERM finishes what was acknowledged and ends with 0", SLOW, async () => {
    const { settings, slackUrl } = await startEnds();
    const program = startProgram(["src/main.ts"], {
      ...settings,
      ...connectionOf("socket"),
      PORT: "0",
      ROOTCHECK_DATA_DIR: freshDataDirectory(),
    });
    await program.prints(READY);
    const slack = createControlClient(slackUrl);
    await slack.command({ user: cast.operator, channel: places.security, text: "/rootcheck prod-payments" });
    program.signal("SIGTERM");
    expect(await program.ended()).toBe(0);
    const { messages } = await slack.state(cast.operator);
    expect(messages.map(({ text }) => text)).toContain("prod-payments: 1 critical finding, 1 check passes");
    expect(program.printed()).toContain('"msg":"Stopped"');
  });

  test(
    "an audit that kill -9 interrupts is taken up by the next process, and its result told once",
    SLOW,
    async () => {
      const { settings, slackUrl } = await startEnds();
      const variables = {
        ...settings,
        ...connectionOf("socket"),
        PORT: "0",
        ROOTCHECK_DATA_DIR: freshDataDirectory(),
      };
      const first = startProgram(["src/main.ts"], variables);
      await first.prints(READY);
      const slack = createControlClient(slackUrl);
      // Its root key makes the audit wait for a credential report, which leaves time to kill it.
      await slack.command({
        user: cast.operator,
        channel: places.security,
        text: "/rootcheck audit prod-payments",
      });
      await slack.until(cast.operator, ({ messages }) =>
        messages.some(({ text, ephemeralTo }) => !ephemeralTo && text === "Auditing prod-payments"),
      );
      first.signal("SIGKILL");
      await first.ended();
      startProgram(["src/main.ts"], variables);
      const { messages } = await slack.until(cast.operator, (snapshot) =>
        snapshot.messages.some(({ text }) => text.startsWith("prod-payments needs attention")),
      );
      expect(messages.filter(({ text }) => text.startsWith("prod-payments needs attention"))).toHaveLength(1);
    },
  );
});

describe("the same answer", () => {
  const expected =
    "Root password without MFA  ·  critical\nRoot has a password and no MFA device: the password alone opens the account";

  test.each(["socket", "http"] as const)("over %s, on the embedded database", SLOW, async (mode) => {
    await expectSameAnswer(mode, { ROOTCHECK_DATA_DIR: freshDataDirectory() });
  });

  describe.skipIf(!inject("postgres"))("on PostgreSQL", () => {
    test.each(["socket", "http"] as const)("over %s", SLOW, async (mode) => {
      await expectSameAnswer(mode, { DATABASE_URL: await freshDatabaseUrl() });
    });

    test("waits unready while the database is down, and is ready when it comes", SLOW, async () => {
      const { settings } = await startEnds();
      const port = await freePort();
      const url = new URL(await freshDatabaseUrl());
      const [there, elsewhere] = [Number(url.port), await freePort()];
      url.port = String(elsewhere);
      const program = startProgram(["src/main.ts"], {
        ...settings,
        ...connectionOf("http"),
        PORT: String(port),
        DATABASE_URL: url.href,
      });
      await program.prints(/Could not open the database yet/);
      await answers(`http://127.0.0.1:${port}/readyz`, 503);
      await using _ = await forward(elsewhere, there);
      await answers(`http://127.0.0.1:${port}/readyz`, 200);
    });

    test("a wrong password is said in one line", SLOW, async () => {
      const { settings } = await startEnds();
      const url = new URL(await freshDatabaseUrl());
      url.pathname = "no_such_database";
      const program = startProgram(["src/main.ts"], {
        ...settings,
        ...connectionOf("http"),
        PORT: "0",
        DATABASE_URL: url.href,
        LOG_LEVEL: "warn",
      });
      expect(await program.ended()).toBe(78);
      expect(program.printed()).toBe(
        'DATABASE_URL is not accepted by the server: database "no_such_database" does not exist.\n',
      );
    });
  });

  async function expectSameAnswer(mode: "socket" | "http", database: Record<string, string>): Promise<void> {
    const { settings, slackUrl } = await startEnds();
    const port = await freePort();
    const program = startProgram(["src/main.ts"], {
      ...settings,
      ...connectionOf(mode),
      ...database,
      PORT: String(port),
    });
    await program.prints(READY);
    if (mode === "http")
      await createControlClient(slackUrl).deliverTo({ url: `http://127.0.0.1:${port}/slack/events` });
    const message = await lookUp(slackUrl, "sandbox-research");
    expect(message.text).toBe("sandbox-research: 1 critical finding, 1 check passes");
    expect(spoken(message.blocks)).toContain(expected);
  }
});
