import type { WebClient } from "@slack/web-api";
import { describe, expect, test } from "vitest";
import { cast, places } from "../../../src/local-slack/workspace.ts";
import { startSlack } from "../../local-slack/support/harness.ts";
import { emptyDirectory } from "../scratch.ts";
import { LeakError, scanPrinted, secretsIn, watchLog } from "./scan.ts";
import { expectScanned, noteScanned, scansIn } from "./scanned.ts";
import { scanSlack } from "./slack-output.ts";

const ADDRESS = "alerts@example.com";
const TOKEN = "xoxb-1234-5678-AbCdEf";
const [MAIL, TOKENS] = ["e-mail address", "Slack token"];
const channel = places.security;
const user = cast.operator;

/** What is found that is not to be read there. */
async function leaksIn(scanning: () => Promise<void> | void): Promise<readonly string[]> {
  try {
    await scanning();
    return [];
  } catch (error) {
    if (error instanceof LeakError) return [...new Set(error.leaks.map(({ kind }) => kind))];
    throw error;
  }
}

/** Uploads a file and shares it there. */
async function share(web: WebClient, place: string, content: string): Promise<void> {
  await web.files.uploadV2({
    channel_id: place,
    filename: "rootcheck-root-emails.csv",
    content,
    initial_comment: "All of them",
  });
}

async function directChannel(web: WebClient): Promise<string> {
  return (await web.conversations.open({ users: user })).channel?.id ?? "";
}

/** An answer to the question for an address. */
function answer(said: string) {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: said } }];
  return { text: "Root e-mail of prod-data: certain", blocks };
}

describe("of what was sent to Slack", () => {
  test.each<[string, readonly string[], (web: WebClient) => Promise<unknown>]>([
    ["a message to all", [MAIL], (web) => web.chat.postMessage({ channel, ...answer(ADDRESS) })],
    [
      "a message that was edited since",
      [MAIL],
      async (web) => {
        const { ts = "" } = await web.chat.postMessage({ channel, text: ADDRESS });
        await web.chat.update({ channel, ts, text: "nothing" });
      },
    ],
    ["a token to all", [TOKENS], (web) => web.chat.postMessage({ channel, text: TOKEN })],
    ["an answer to one", [], (web) => web.chat.postEphemeral({ channel, user, ...answer(ADDRESS) })],
    ["a direct answer", [], (web) => web.chat.postMessage({ channel: user, ...answer(ADDRESS) })],
    ["another answer to one", [MAIL], (web) => web.chat.postEphemeral({ channel, user, text: ADDRESS })],
    ["a token to one", [TOKENS], (web) => web.chat.postEphemeral({ channel, user, ...answer(TOKEN) })],
    ["a file for all", [MAIL], (web) => share(web, channel, ADDRESS)],
    ["a file for one", [], async (web) => share(web, await directChannel(web), ADDRESS)],
    ["a token in a file for one", [TOKENS], async (web) => share(web, await directChannel(web), TOKEN)],
    [
      "a Home tab",
      [MAIL, TOKENS],
      (web) => {
        const { blocks } = answer(`${ADDRESS} ${TOKEN}`);
        return web.views.publish({ user_id: user, view: { type: "home", blocks } });
      },
    ],
  ])("%s: %j", async (_what, kinds, send) => {
    const { slack, web } = await startSlack();
    await send(web);
    expect(await leaksIn(() => scanSlack(slack.url))).toEqual(kinds);
  });
});

describe("of what was printed", () => {
  test("a line is told by what it says, without what it was not to say", () => {
    const printed = `{"level":"info","msg":"Read accounts"}\n{"to":"${ADDRESS}","msg":"Sent to ${ADDRESS}"}\n${TOKEN}\n`;
    expect(() => scanPrinted("src/main.ts", printed)).toThrow(
      new LeakError([
        { place: "src/main.ts: a line", kind: "e-mail address", masked: "al•••" },
        { place: "src/main.ts: a line", kind: "Slack token", masked: "xoxb-•••" },
      ]).message,
    );
  });

  test("secret settings are found by their values", async () => {
    const secrets = secretsIn({ SLACK_SIGNING_SECRET: "hush-hush", AWS_SECRET_ACCESS_KEY: "", PORT: "3000" });
    expect(secrets).toEqual(["hush-hush"]);
    expect(await leaksIn(() => scanPrinted("p", "signed by hush-hush", secrets))).toEqual(["secret setting"]);
  });

  test("a log that is watched has every line, and masks what it can tell", async () => {
    const { log, logged, scan } = watchLog("a log");
    log.trace({ to: ADDRESS, secretAccessKey: "hush-hush" }, "Sent");
    expect(logged()).toContain('"msg":"Sent"');
    expect(await leaksIn(() => scan(["hush-hush"]))).toEqual([]);
    log.info("signed by hush-hush");
    expect(await leaksIn(() => scan(["hush-hush"]))).toEqual(["secret setting"]);
  });
});

test("a whole run in which of one kind nothing was looked through fails", () => {
  const folder = emptyDirectory();
  expect(() => expectScanned(scansIn(folder))).toThrow("nothing that is for the log");
  const output = { place: "p", text: "t" };
  noteScanned(folder, [{ ...output, audience: "log" }]);
  noteScanned(folder, [{ ...output, audience: "channel" }]);
  expect(() => expectScanned(scansIn(folder))).toThrow("nothing that is for the asker");
  noteScanned(folder, [{ ...output, audience: "asker" }]);
  expect(() => expectScanned(scansIn(folder))).not.toThrow();
});
