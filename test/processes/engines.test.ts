import { describe, expect, inject, test } from "vitest";
import type { Message } from "../../src/local-slack/control.ts";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { spoken } from "../support/conversation.ts";
import { freshDatabaseUrl, freshDataDirectory } from "../support/databases.ts";
import { connectionOf, lookUp, READY, SLOW, startEnds } from "../support/ends.ts";
import { isOffer } from "../support/offered.ts";
import { isRunning, readTold, tellingsIn } from "../support/organization-audit.ts";
import { answers, forward, freePort, startProgram } from "../support/programs.ts";

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

    test("two replicas run each audit once and tell it once", SLOW, async () => {
      const { settings, slackUrl } = await startEnds();
      const shared = {
        ...settings,
        ...connectionOf("socket"),
        PORT: "0",
        DATABASE_URL: await freshDatabaseUrl(),
      };
      const replicas = [startProgram(["src/main.ts"], shared), startProgram(["src/main.ts"], shared)];
      await Promise.all(replicas.map((replica) => replica.prints(READY)));
      const slack = createControlClient(slackUrl);
      const accounts = ["prod-web", "prod-data", "sandbox-research", "legacy-mail", "closed-experiment"];
      const asked = { user: cast.operator, channel: places.security };
      await Promise.all(
        accounts.map((name) => slack.command({ ...asked, text: `/rootcheck audit ${name}` })),
      );
      const { messages } = await slack.until(cast.operator, (snapshot) => {
        const told = snapshot.messages.filter((message) => isOfAudit(message) && !isRunning(message));
        return told.length >= accounts.length;
      });
      const told = messages.filter(isOfAudit).map(({ text }) => text.split(/[: ]/)[0]);
      expect(told.toSorted()).toEqual(accounts.toSorted());
      const closed = replicas.flatMap((replica) => replica.printed().match(/"msg":"Audit closed"/g) ?? []);
      expect(closed).toHaveLength(accounts.length);
    });

    test(
      "two people who ask two replicas at once, in two channels, get one audit and a message each",
      SLOW,
      async () => {
        const { settings, slackUrl } = await startEnds();
        const shared = {
          ...settings,
          ...connectionOf("socket"),
          PORT: "0",
          DATABASE_URL: await freshDatabaseUrl(),
          ROOTCHECK_OPERATORS: `${cast.operator},${cast.approver}`,
          ROOTCHECK_CHANNELS: `${places.security},${places.incidents}`,
        };
        const replicas = [startProgram(["src/main.ts"], shared), startProgram(["src/main.ts"], shared)];
        await Promise.all(replicas.map((replica) => replica.prints(READY)));
        const slack = createControlClient(slackUrl);
        await Promise.all([
          slack.command({ user: cast.operator, channel: places.security, text: "/rootcheck audit" }),
          slack.command({ user: cast.approver, channel: places.incidents, text: "/rootcheck audit" }),
        ]);
        const snapshot = await slack.until(cast.operator, (each) => tellingsIn(each).length >= 2);
        const told = await Promise.all(tellingsIn(snapshot).map((telling) => readTold(slack, telling)));
        expect(told.map(({ message }) => message.channel).toSorted()).toEqual([
          places.incidents,
          places.security,
        ]);
        expect(told[1]).toMatchObject({ audit: told[0]?.audit, json: told[0]?.json, csv: told[0]?.csv });
        expect(told[1]?.message.text).toBe(told[0]?.message.text);
        expect(snapshot.messages.filter((each) => !each.ephemeralTo && !isOffer(each))).toHaveLength(4);
        const closed = replicas.flatMap((replica) => replica.printed().match(/"msg":"Audit closed"/g) ?? []);
        expect(closed).toHaveLength(1);
      },
    );

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

  /** The files follow in its thread. */
  function isOfAudit(message: Message): boolean {
    return message.ephemeralTo === undefined && message.threadTs === undefined && !isOffer(message);
  }

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
    expect(message.text).toMatch(/^sandbox-research: \d+ findings \(1 critical, /);
    expect(spoken(message.blocks)).toContain(expected);
  }
});
