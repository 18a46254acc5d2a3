import { describe, expect, test } from "vitest";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { freshDataDirectory } from "../support/databases.ts";
import { connectionOf, READY, startEnds } from "../support/ends.ts";
import { startProgram } from "../support/programs.ts";

describe("kill -9", () => {
  test("an audit that kill -9 interrupts is taken up by the next process, and its result told once", {
    timeout: 120_000,
  }, async () => {
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
  });
});
