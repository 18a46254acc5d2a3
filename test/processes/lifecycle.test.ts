import { describe, expect, test } from "vitest";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { freshDataDirectory } from "../support/databases.ts";
import { connectionOf, READY, SLOW, settingsFor, startEnds, startSlack } from "../support/ends.ts";
import { answers, freePort, startProgram } from "../support/programs.ts";

describe("a process", () => {
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

  test("SIGTERM while it still waits for Slack ends it at once", SLOW, async () => {
    const program = startProgram(["src/main.ts"], {
      ...settingsFor(`http://127.0.0.1:${await freePort()}`),
      ...connectionOf("http"),
      PORT: "0",
      ROOTCHECK_DATA_DIR: freshDataDirectory(),
    });
    await program.prints(/Could not reach Slack yet/);
    program.signal("SIGTERM");
    expect(await program.ended()).toBe(0);
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
    expect(messages.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^prod-payments: \d+ findings \(1 critical, /),
    );
    expect(program.printed()).toContain('"msg":"Stopped"');
  });
});
