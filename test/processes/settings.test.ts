import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { freshDataDirectory } from "../support/databases.ts";
import { connectionOf, SLOW, settingsFor, startEnds } from "../support/ends.ts";
import { startProgram } from "../support/programs.ts";
import { emptyDirectory } from "../support/scratch.ts";

/** What is printed beside where the audit log ends, which is said at every level. */
function withoutHeads(printed: string): string {
  return printed.replace(/^.*"msg":"Where the audit log ends"\}\n/gm, "");
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

  test("with wrong lines in the file of owners names each and ends with 78", SLOW, async () => {
    const file = join(emptyDirectory(), "owners.csv");
    writeFileSync(file, "match,owner,lead\n*,everybody,\n11122223333,U01,\n");
    const program = startProgram(["src/main.ts"], {
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
      ROOTCHECK_OPERATORS: "U01",
      ROOTCHECK_OWNERS: file,
    });
    expect(await program.ended()).toBe(78);
    expect(program.printed()).toMatch(
      /ROOTCHECK_OWNERS .*owners\.csv.*line 2: .*everybody.*line 3: .*11122223333/s,
    );
    expect(program.printed()).not.toMatch(/^\s+at /m);
    const both = startProgram(["src/main.ts"], {
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
      ROOTCHECK_OWNERS: file,
    });
    expect(await both.ended()).toBe(78);
    expect(both.printed()).toMatch(
      /2 settings need attention.*ROOTCHECK_OPERATORS .*ROOTCHECK_OWNERS .*everybody/s,
    );
  });

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
    expect(withoutHeads(program.printed())).toBe(
      `${line} Copy it again from your app's settings, or reinstall the app.\n`,
    );
  });

  test("with an app token that lacks its scope says so in one line and ends", SLOW, async () => {
    const { settings, slackUrl } = await startEnds();
    await createControlClient(slackUrl).faults([
      { method: "apps.connections.open", kind: "error", error: "missing_scope", times: 99 },
    ]);
    const ROOTCHECK_DATA_DIR = freshDataDirectory();
    const variables = {
      ...settings,
      ...connectionOf("socket"),
      PORT: "0",
      ROOTCHECK_DATA_DIR,
      LOG_LEVEL: "warn",
    };
    const program = startProgram(["src/main.ts"], variables);
    expect(await program.ended()).toBe(78);
    expect(withoutHeads(program.printed())).toMatch(
      /^Slack does not accept SLACK_APP_TOKEN \(missing_scope\)\..*\n$/,
    );
  });

  test("with a data folder that cannot be made says so", SLOW, async () => {
    const { settings } = await startEnds();
    const ROOTCHECK_DATA_DIR = "package.json/data";
    const program = startProgram(["src/main.ts"], {
      ...settings,
      ...connectionOf("http"),
      PORT: "0",
      ROOTCHECK_DATA_DIR,
    });
    expect(await program.ended()).toBe(78);
    expect(program.printed()).toContain(
      "The data folder package.json/data was wanted for reading and writing",
    );
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
});
